export {stage} from "./drift";
