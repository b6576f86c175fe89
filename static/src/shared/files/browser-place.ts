/** Where this page reads files: its own links are good from when it was made, those in the talk for some days. */
interface PageWithFiles {
  files?: { url?: string } | null;
}

let template: string | null = null;

/** The address of a file for this reader, with FILE_ID for the file; "" where the page knows none. */
export function fileUrl(): string {
  template ??= read();
  return template;
}

function read(): string {
  try {
    const data = JSON.parse(document.getElementById("chatxblock-data")?.textContent ?? "{}") as PageWithFiles;
    return data.files?.url ?? "";
  } catch {
    return "";
  }
}
