// Small conveniences; every page works without them.
(() => {
  const root = document.documentElement;
  const stored = localStorage.getItem('theme');
  if (stored) root.dataset.theme = stored;

  if (window.htmx) {
    htmx.config.includeIndicatorStyles = false;
    htmx.config.allowEval = false;
  }

  document.addEventListener('click', event => {
    const button = event.target.closest('[data-theme-switch]');
    if (button) {
      const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
      root.dataset.theme = dark ? 'light' : 'dark';
      localStorage.setItem('theme', root.dataset.theme);
    }
    const show = event.target.closest('[data-load-images]');
    if (show) {
      const frame = document.getElementById(show.dataset.loadImages);
      frame.src = frame.src.split('?')[0] + '?images=shown';
      show.remove();
    }
    const mark = event.target.closest('[data-seek]');
    const sound = mark && (mark.dataset.of ? document.querySelector(`[data-recording="${mark.dataset.of}"]`) : mark.closest('section').querySelector('[data-recording]'));
    if (sound) {
      sound.currentTime = Number(mark.dataset.seek);
      sound.play();
    }
    document.querySelectorAll('details.menu[open]').forEach(menu => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  // a fresh view never takes away what somebody is filling in: it waits until he is done
  const busy = element => element.querySelector('details.menu[open]')
    || (element.contains(document.activeElement) && /^(input|textarea|select)$/i.test(document.activeElement.tagName));
  document.addEventListener('htmx:beforeRequest', event => {
    const element = event.detail.elt;
    if (element.hasAttribute('data-live') && busy(element)) {
      event.preventDefault();
      element.dataset.stale = 'yes';
    }
  });
  // an answer that was on its way when he began waits too; what else was open or typed stays
  document.addEventListener('htmx:beforeSwap', event => {
    const element = event.detail.target;
    if (!element.hasAttribute('data-live') || element !== event.detail.requestConfig?.elt) return;
    if (busy(element)) {
      event.detail.shouldSwap = false;
      element.dataset.stale = 'yes';
    } else {
      element.typed = [...element.querySelectorAll('form[action] input:not([type=hidden]), form[action] textarea')]
        .filter(field => field.value !== field.defaultValue).map(field => [field.form.getAttribute('action'), field.name, field.value]);
      element.opened = [...element.querySelectorAll('details[open] > summary')].map(summary => summary.textContent);
    }
  });
  document.addEventListener('htmx:afterSwap', event => {
    const element = event.detail.target;
    element.querySelectorAll('details > summary').forEach(summary => {
      if (element.opened?.includes(summary.textContent)) summary.parentElement.open = true;
    });
    element.typed?.forEach(([action, name, value]) => {
      const field = element.querySelector(`form[action="${CSS.escape(action)}"] [name="${name}"]`);
      if (field) field.value = value;
    });
    delete element.opened;
    delete element.typed;
  });
  document.addEventListener('toggle', event => {
    const element = event.target.closest?.('[data-live][data-stale]');
    if (element && !busy(element)) {
      delete element.dataset.stale;
      htmx.trigger(element, 'refresh');
    }
  }, true);

  // what was refused is said where the reader looks, and stays until he acts
  document.addEventListener('htmx:responseError', event => {
    const box = document.getElementById('toasts');
    if (!box) return;
    box.innerHTML = event.detail.xhr.getResponseHeader('Content-Type')?.startsWith('text/html')
      ? event.detail.xhr.responseText : '<p class="notice notice-bad" role="alert">That did not work. Try again.</p>';
    clearTimeout(box.timer);
    box.timer = setTimeout(() => { box.textContent = ''; }, 12000);
  });
  document.addEventListener('htmx:sendError', () => {
    const box = document.getElementById('toasts');
    if (box) box.innerHTML = '<p class="notice notice-bad" role="alert">No connection just now. What you typed is still here: try again.</p>';
  });

  // drafts survive a closed page
  const drafts = document.querySelectorAll('textarea[data-draft]');
  drafts.forEach(area => {
    const key = 'draft:' + area.dataset.draft;
    if (!area.value && localStorage.getItem(key)) area.value = localStorage.getItem(key);
    area.addEventListener('input', () => area.value ? localStorage.setItem(key, area.value) : localStorage.removeItem(key));
    area.form?.addEventListener('submit', () => localStorage.removeItem(key));
  });
  document.querySelectorAll('[data-composer]').forEach(form => {
    const mark = () => form.classList.toggle('composer-note', form.querySelector('[name=direction]:checked')?.value === 'note');
    form.addEventListener('change', mark);
    mark();
  });

  const keys = document.querySelectorAll('[data-key]');
  const visible = element => element.offsetParent !== null;
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
      document.querySelectorAll('details.menu[open]').forEach(menu => { menu.open = false; });
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    }
    if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') {
      const form = document.activeElement?.closest?.('form');
      if (form) { event.preventDefault(); form.requestSubmit(); }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || /^(input|textarea|select)$/i.test(event.target.tagName)) return;
    if (event.key === 'j' || event.key === 'k') {
      const rows = [...document.querySelectorAll('a.row')].filter(visible);
      if (rows.length) {
        const at = rows.indexOf(document.activeElement);
        rows[Math.min(rows.length - 1, Math.max(0, at + (event.key === 'j' ? 1 : -1)))].focus();
        event.preventDefault();
      }
      return;
    }
    if (/^[0-9]$/.test(event.key)) {
      // a digit says why a word was broken: that on which the focus is, or the only one of the page
      const all = document.querySelectorAll('[data-why]:has([data-digit])');
      const why = document.activeElement?.closest?.('[data-why]') || (all.length === 1 ? all[0] : null);
      const chosen = why?.querySelector(`[data-digit="${event.key}"]`);
      if (chosen) {
        event.preventDefault();
        chosen.form.requestSubmit(chosen);
        return;
      }
    }
    for (const element of keys) {
      if (element.dataset.key === event.key) {
        event.preventDefault();
        if (element.matches('input[type=radio]')) {
          element.click();
          element.form?.querySelector('textarea')?.focus();
        } else if (element.matches('input, textarea, select')) {
          element.focus();
        } else {
          element.click();
        }
        return;
      }
    }
  });
})();
