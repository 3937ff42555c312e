/** Wrong input or an unusable file: reported as one line on stderr, exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}

/** What the operating system said, in words, for the errors that files meet. */
export function reason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  const reasons: Readonly<Record<string, string>> = {
    EACCES: "permission denied",
    EPERM: "operation not permitted",
    ENOENT: "no such file or folder",
    ENOTDIR: "a part of its path is not a folder",
    EISDIR: "it is a folder",
    EROFS: "the file system is read-only",
    ENOSPC: "no space left",
    ENAMETOOLONG: "the name is too long",
    EMFILE: "too many open files",
    ELOOP: "its links go in a circle",
    EINVAL: "the name is not possible here"
  };
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}
