import { unsafeCSS } from "lit";
import sheet from "./rendered.css?raw";

/** How the server's HTML looks inside an element of ours; on a page by itself the same rules come with resource.css. */
export const renderedStyles = unsafeCSS(sheet);
