export {linearPairs} from "./linearPairs";
export {pairs} from "./pairs";
