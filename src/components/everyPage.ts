import {installEmphasis} from "./emphasis.js";
import {installPreviews} from "./previews.js";

installPreviews(document);
installEmphasis(document);
