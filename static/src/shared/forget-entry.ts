/** Entry of what a page loads on which nobody is logged in: a classic script that forgets what this browser keeps. */
import { forget } from "./browser-kept";

forget();
