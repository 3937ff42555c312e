import {extendMarkdown} from "./cli/site/markdown.js";
import {searchEntries} from "./cli/site/search/index.js";

export default {
  root: "src",
  output: "dist",
  title: "Polywidth",
  pages: [
    {name: "Two-layer networks", path: "/two-layer-networks"},
    {name: "Lazy or mean field", path: "/lazy-or-mean-field"},
    {name: "The mean-field PDE", path: "/mean-field-pde"},
    {name: "Noise and free energy", path: "/noise-and-free-energy"},
    {name: "Two isotropic Gaussians", path: "/isotropic-gaussians"},
    {name: "Propagation of chaos", path: "/propagation-of-chaos"},
    {name: "Single-index models", path: "/single-index"},
    {name: "Self-concordance", path: "/self-concordance"},
    {name: "The approximation gap", path: "/approximation-gap"},
    {name: "Polynomial width", path: "/polynomial-width"},
    {name: "The paper’s experiments", path: "/experiments"},
    {name: "Uniform in time", path: "/uniform-in-time"},
    {name: "The lab", path: "/lab"},
    {name: "All figures", path: "/figures"},
    {name: "Changes", path: "/changes"},
    {name: "Notation", path: "/notation"},
    {name: "References", path: "/references"}
  ],
  // A module for other sites: docs/figures.md.
  dynamicPaths: ["/embed.js"],
  style: "style/site.css",
  // Framework's would be a font from elsewhere, and styles of inputs that are not used here.
  globalStylesheets: [],
  head: `<link rel="icon" type="image/svg+xml" href="/style/favicon.svg">
<link rel="stylesheet" href="/style/katex/katex.css">
<link rel="stylesheet" media="print" href="/style/print.css">
<script type="module" src="/components/everyPage.js"></script>
<meta name="description" content="How wide must a two-layer network be to behave like its infinite-width limit?">`,
  footer: "Polywidth: how wide is wide enough? Every curve here is computed, none is sketched. ISC licence.",
  search: {index: searchEntries},
  toc: true,
  markdownIt: extendMarkdown,
  interpreters: {".ts": ["node", "--import", "tsx"]}
};
