import {installPreviews} from "./previews.js";

installPreviews(document);
