// Walks the demo and takes the pictures of the documents.
const { chromium } = require('playwright-core');
const [base, out, ownPage] = process.argv.slice(2);
const password = 'we keep our word';
const walks = [
  ['asha@demo.example', 'light', [['/', 'today'], ['/cases?show=open', 'cases'], ['/cases?show=open&q=refund#', 'case']]],
  ['lena@demo.example', 'light', [['/steps', 'steps']]],
  ['olga@demo.example', 'light', [['/reports/word', 'word'], ['/reports/record', 'record'], ['/cases?show=resolved&q=Papadakis#', 'again'], ['/admin', 'house']]],
  ['olga@demo.example', 'dark', [['/board', 'board'], ['/', 'today']]],
];
(async () => {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'] });
  for (const [email, theme, pages] of walks) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 820 }, colorScheme: theme });
    const page = await context.newPage();
    await page.goto(base + '/sign-in');
    await page.fill('[name=email]', email);
    await page.fill('[name=password]', password);
    await page.click('button.btn-main');
    await page.waitForURL(url => !url.pathname.startsWith('/sign-in'));
    for (const [path, name] of pages) {
      await page.goto(base + path);
      // a list that is marked so is a way to its first case
      if (path.endsWith('#')) await page.click('a.row >> nth=0');
      await page.waitForTimeout(500);
      await page.screenshot({ path: `${out}/${name}-${theme}.png` });
    }
    await context.close();
  }
  if (ownPage) {
    const page = await (await browser.newContext({ viewport: { width: 720, height: 900 } })).newPage();
    await page.goto(ownPage);
    await page.screenshot({ path: `${out}/own-page-light.png` });
  }
  await browser.close();
})();
