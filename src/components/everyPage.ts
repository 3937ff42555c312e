import {installEmphasis} from "./emphasis.js";
import {installPreviews} from "./previews.js";
import {followChanges} from "./whenNear.js";
import {installWideFormulas} from "./wideFormulas.js";

installPreviews(document);
installEmphasis(document);
installWideFormulas(document);
followChanges();
