import { unsafeCSS } from "lit";
import sheet from "./formulas.css?raw";

/** What browsers do not draw of formulas by themselves. */
export const formulaStyles = unsafeCSS(sheet);
