// The window in which calls are taken by the browser. It asks every two seconds what is new, and at once when something changed.
(() => {
  const root = document.querySelector('[data-phone]');
  if (!root) return;
  const theme = localStorage.getItem('theme');
  if (theme) document.documentElement.dataset.theme = theme;

  const state = document.getElementById('phone-state');
  const ready = document.getElementById('phone-ready');
  const call = document.getElementById('phone-call');
  const talk = document.getElementById('phone-talk');
  let softphone;
  let current = '';
  let bell;
  let asking = false;
  let wanted = new URLSearchParams(location.search).has('answer');

  const say = (text, look = '') => { state.textContent = text; state.className = `notice ${look}`; };
  const post = (address, body, type) => fetch(address, { method: 'POST', body, headers: type ? { 'Content-Type': type } : {} });

  async function start() {
    try {
      // asked for once, so that the first call finds the microphone open
      const microphone = await navigator.mediaDevices.getUserMedia({ audio: true });
      microphone.getTracks().forEach(track => track.stop());
    } catch {
      say('The browser may not use the microphone. Allow it in the bar of the address, then try again.', 'notice-bad');
      return;
    }
    ready.hidden = true;
    call.hidden = false;
    say('Calls ring here.', 'notice-good');
    new EventSource('/live').addEventListener('changed', look);
    setInterval(look, 2000);
    look();
  }

  async function look() {
    if (asking) return;
    asking = true;
    try {
      const answer = await fetch('/telephone/browser/now');
      if (!answer.ok || answer.redirected) throw new Error();
      call.innerHTML = await answer.text();
      if (!softphone && state.textContent.startsWith('No connection')) say('Calls ring here.', 'notice-good');
    } catch {
      say('No connection to the house just now. It is tried again.', 'notice-bad');
    } finally {
      asking = false;
    }
    current = call.querySelector('[data-call]')?.dataset.call || current;
    const rings = call.querySelector('[data-rings]') && !softphone;
    rings ? ring() : silence();
    if (rings && wanted) {
      wanted = false;
      answer();
    }
  }

  function answer() {
    if (softphone) return;
    silence();
    softphone = new Softphone();
    softphone.onstate = (now, sentence) => {
      if (now === 'connecting') say(sentence || 'Connecting.');
      if (now === 'talking') { say(sentence || 'You talk.', 'notice-good'); talk.hidden = false; }
      if (now === 'lost' || now === 'refused') over(sentence);
      look();
    };
    softphone.connect(async offer => {
      const answered = await post('/telephone/browser/answer', offer, 'application/sdp');
      if (!answered.ok) {
        const text = new DOMParser().parseFromString(await answered.text(), 'text/html').body.textContent.trim();
        throw new Error(text || 'It could not be answered.');
      }
      return answered.text();
    });
  }

  function over(sentence) {
    softphone = undefined;
    current = '';
    talk.hidden = true;
    mute(false);
    say(sentence || 'The call is over.');
  }

  function mute(quiet) {
    softphone?.mute(quiet);
    const button = root.querySelector('[data-mute]');
    button.setAttribute('aria-pressed', String(quiet));
    button.textContent = quiet ? 'Speak again' : 'Mute';
  }

  // a ring of our own: two tones, a second on and two off
  function ring() {
    if (bell) return;
    const context = new AudioContext();
    const loud = context.createGain();
    loud.gain.value = 0;
    loud.connect(context.destination);
    const tones = [440, 480].map(hertz => {
      const tone = context.createOscillator();
      tone.frequency.value = hertz;
      tone.connect(loud);
      tone.start();
      return tone;
    });
    const beat = () => {
      loud.gain.setValueAtTime(0.08, context.currentTime);
      loud.gain.setValueAtTime(0, context.currentTime + 1);
    };
    beat();
    const pulse = setInterval(beat, 3000);
    bell = () => { clearInterval(pulse); tones.forEach(tone => tone.stop()); context.close(); };
    document.title = '☎ ' + (call.querySelector('.phone-name')?.textContent || 'A call');
  }

  function silence() {
    bell?.();
    bell = undefined;
    document.title = 'Telephone · Kept';
  }

  root.addEventListener('click', event => {
    const pressed = name => event.target.closest(`[data-${name}]`);
    if (pressed('ready')) start();
    if (pressed('answer')) answer();
    if (pressed('refuse')) { silence(); post('/telephone/browser/refusal').then(look); }
    if (pressed('mute')) mute(!softphone?.muted);
    if (pressed('press')) softphone?.key(pressed('press').dataset.press);
    if (pressed('end')) {
      if (current) post(`/telephone/calls/${current}/end`);
      else { softphone?.close(); over(); }
    }
  });

  // whoever closes the window in a call is asked first; else it takes no more calls
  addEventListener('beforeunload', event => { if (softphone) event.preventDefault(); });
  addEventListener('pagehide', () => navigator.sendBeacon('/telephone/browser/leaving'));
  if (wanted) start();
})();
