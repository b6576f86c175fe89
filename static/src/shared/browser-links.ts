import { safe } from "./address";

/** An address that may become a link: http or https, or a path on this site; otherwise "". */
export function webAddress(address: string, base = document.baseURI): string {
  return address ? safe(address, base) : "";
}
