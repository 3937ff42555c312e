/** The store's folder cannot be used; the message names the folder, the reason and the remedy. */
export class StoreError extends Error {
  constructor(folder: string, cause: unknown) {
    const {code = "", message} = cause as NodeJS.ErrnoException;
    super(`no result can be stored in ${folder} (${reasons[code] ?? message}); ${remedy}`, {cause});
    this.name = "StoreError";
  }
}

const remedy = "make room or give write permission there, or name another folder in POLYWIDTH_STORE";

const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "operation not permitted",
  EROFS: "the file system is read-only",
  ENOSPC: "no space left on the device",
  EDQUOT: "the disk quota is used up",
  ENOENT: "its folder is not there and cannot be made",
  ENOTDIR: "a part of its path is not a folder",
  EEXIST: "a part of its path is not a folder"
};
