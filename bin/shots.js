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
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', '--autoplay-policy=no-user-gesture-required'] });
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
  await call(browser);
  await browser.close();
})();

async function signIn(browser, email) {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await page.goto(base + '/sign-in');
  await page.fill('[name=email]', email);
  await page.fill('[name=password]', password);
  await page.click('button.btn-main');
  await page.waitForURL(url => !url.pathname.startsWith('/sign-in'));
  return page;
}

// a customer of the demo calls, and Asha takes the call in her browser
async function call(browser) {
  const asha = await signIn(browser, 'asha@demo.example');
  const phone = await asha.context().newPage();
  await phone.setViewportSize({ width: 380, height: 420 });
  await phone.goto(base + '/telephone/browser');
  await phone.click('[data-ready]');
  await asha.goto(base + '/telephone');
  const free = asha.getByText('Free: take calls');
  if (await free.isEnabled()) await free.click();
  const olga = await signIn(browser, 'olga@demo.example');
  await olga.goto(base + '/demo/callers');
  await olga.screenshot({ path: `${out}/callers-light.png` });
  await olga.click('form[action$="/ines"] button');
  await phone.locator('[data-answer]').waitFor({ timeout: 60000 });
  await phone.screenshot({ path: `${out}/browser-phone-light.png` });
  await phone.click('[data-answer]');
  await phone.waitForTimeout(4000);
  await asha.goto(base + '/telephone');
  await asha.selectOption('#lines select', 'customer');
  await asha.fill('#lines [name=text]', 'You promised me a refund for last week.');
  await asha.click('#lines .say-line button');
  await asha.waitForTimeout(1500);
  await asha.fill('#lines [name=text]', 'I am sorry. I will call you back tomorrow by noon and tell you when it comes.');
  await asha.click('#lines .say-line button');
  await asha.waitForTimeout(1500);
  await asha.evaluate(() => { document.activeElement.blur(); scrollTo(0, 0); });
  await asha.waitForTimeout(300);
  await asha.screenshot({ path: `${out}/telephone-light.png`, fullPage: true });
  await olga.goto(base + '/wallboard');
  await olga.waitForTimeout(800);
  await olga.screenshot({ path: `${out}/wallboard-light.png` });
  await phone.click('[data-end]');
  await phone.waitForTimeout(1500);
}
