import {expect, test} from "vitest";
import {describeSite, paths} from "./site.js";

describeSite("equations", (site) => {
  test.each(paths)("/%s: none is wider than the column of a desktop", async (path) => {
    const {page} = await site.open(path, {viewport: {width: 1280, height: 900}, javaScriptEnabled: false});
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll(".katex-display")]
        .filter(({scrollWidth, clientWidth}) => scrollWidth > clientWidth + 1)
        .map(
          ({textContent, scrollWidth, clientWidth}) => `${scrollWidth - clientWidth} px: ${textContent?.slice(0, 60)}`
        )
    );
    expect(wide).toEqual([]);
    await page.context().close();
  });
});
