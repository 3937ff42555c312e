import {type Zippable, zipSync} from "fflate";
import {Refusal} from "../refusal.js";

/**
 * A zip of these files, all of them in one folder. The same files and the same day give the same bytes: entries are sorted,
 * and dated noon of that day (UTC), which in local time, that zips are written in, exists everywhere and every day.
 */
export function archive(files: ReadonlyMap<string, Uint8Array>, folder: string, day: Date): Uint8Array {
  const year = day.getUTCFullYear();
  if (year < 1980 || year > 2099)
    throw new Refusal(
      `SOURCE_DATE_EPOCH is a day of ${year}; a zip holds days from 1980 to 2099, for example that of 1767225600`
    );
  const mtime = new Date(year, day.getUTCMonth(), day.getUTCDate(), 12);
  const entries: Zippable = {};
  for (const name of [...files.keys()].sort())
    entries[`${folder}/${name}`] = [files.get(name)!, {level: isPacked(name) ? 0 : 9, mtime}];
  return zipSync(entries);
}

function isPacked(name: string): boolean {
  return /\.(png|woff2)$/.test(name);
}
