import {expect, test} from "vitest";
import {describeSite, paths} from "./site.js";

/** What a page may weigh before its data: compressed scripts, style sheets and fonts, in bytes. */
const MOST = 310_000;

describeSite("the weight of a page before its data", (site) => {
  test.each(paths)(`/%s: at most ${MOST} bytes`, async (path) => {
    const sizes = new Map<string, Promise<number>>();
    const {page} = await site.open(path, {}, (opened) => {
      opened.on("requestfinished", (request) => {
        const size = request.sizes().then(({responseBodySize}) => responseBodySize);
        if (/\.(js|css|woff2)$/.test(request.url())) sizes.set(request.url(), size);
      });
    });
    const total = (await Promise.all(sizes.values())).reduce((a, b) => a + b, 0);
    expect(total).toBeGreaterThan(10_000);
    expect(total).toBeLessThanOrEqual(MOST);
    await page.context().close();
  });
});
