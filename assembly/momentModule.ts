export {gradients, moments} from "./moments";
