import type { Page } from 'playwright-core';

/** 400 % of 1280 x 1024 turned to a phone's size, and a laptop's 1366 x 768 at 200 %. */
const SIZES = [
  { width: 320, height: 640 },
  { width: 683, height: 384 },
] as const;

/**
 * What sticks out of the window, in the open dialog or else on the page, where it is very narrow or low; [] is
 * clean. What scrolls in itself (a table) does not stick out. The window has its size again afterwards.
 */
export async function sticksOut(page: Page): Promise<readonly string[]> {
  const before = page.viewportSize() ?? { width: 1366, height: 768 };
  const found: string[] = [];
  for (const size of SIZES) {
    await page.setViewportSize(size);
    // the page settles within a few frames; what still sticks out then is meant
    const tries = Date.now() + 5_000;
    let wide = await page.evaluate(wideElements);
    while (wide.length > 0 && Date.now() < tries) wide = await page.evaluate(wideElements);
    for (const one of wide) found.push(`${size.width} px: ${one}`);
  }
  await page.setViewportSize(before);
  return found;
}

/** Runs in the page. */
function wideElements(): readonly string[] {
  const scrolls = (from: Element | null): boolean => {
    for (let e = from; e !== null; e = e.parentElement)
      if (/auto|scroll/.test(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth + 1) return true;
    return false;
  };
  const place = [...document.querySelectorAll('[role=dialog]')].at(-1)?.parentElement;
  const all = (place ?? document.querySelector('.am-main') ?? document.body).querySelectorAll('*');
  return [...all]
    .filter((e) => {
      const box = e.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1 || getComputedStyle(e).visibility === 'hidden') return false;
      return (box.right > innerWidth + 1 || box.left < -1) && !scrolls(e.parentElement);
    })
    .slice(0, 5)
    .map((e) => `${e.tagName.toLowerCase()}.${e.getAttribute('class') ?? ''}`);
}
