export { n as isThere } from "./find-repository2.js";
