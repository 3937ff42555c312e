export {samples} from "./samples";
