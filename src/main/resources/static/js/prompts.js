// Hearing and speaking prompts: what the microphone gives is made a WAV file of 16 kHz here, which the house takes as it is.
(() => {
  const RATE = 16000;
  const state = document.getElementById('prompt-state');
  let recorder;
  let player;

  const say = (text, look = '') => { state.hidden = false; state.textContent = text; state.className = `notice ${look}`; };
  const query = row => new URLSearchParams({ language: row.dataset.language, says: row.dataset.says });

  async function keep(row, wav) {
    const answer = await fetch('/telephone/prompts?' + query(row), { method: 'POST', body: wav, headers: { 'Content-Type': 'audio/wav' } });
    if (answer.ok) {
      location.reload();
    } else {
      const text = new DOMParser().parseFromString(await answer.text(), 'text/html').body.textContent.trim();
      say(text || 'It could not be kept.', 'notice-bad');
    }
  }

  async function speak(button) {
    const row = button.closest('[data-says]');
    if (recorder) {
      recorder.stop();
      return;
    }
    let microphone;
    try {
      microphone = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      say('The browser may not use the microphone. Allow it in the bar of the address, then try again.', 'notice-bad');
      return;
    }
    const pieces = [];
    recorder = new MediaRecorder(microphone);
    recorder.ondataavailable = event => pieces.push(event.data);
    recorder.onstop = async () => {
      microphone.getTracks().forEach(track => track.stop());
      recorder = undefined;
      button.textContent = 'Speak it';
      button.setAttribute('aria-pressed', 'false');
      say('It is being kept.');
      keep(row, await wav(new Blob(pieces)));
    };
    recorder.start();
    button.textContent = 'Done';
    button.setAttribute('aria-pressed', 'true');
    say('Speak now, then press Done: "' + row.dataset.says + '"', 'notice-good');
  }

  async function wav(blob) {
    const decoded = await new OfflineAudioContext(1, 1, RATE).decodeAudioData(await blob.arrayBuffer());
    const offline = new OfflineAudioContext(1, Math.max(1, Math.ceil(decoded.duration * RATE)), RATE);
    const source = offline.createBufferSource();
    source.buffer = decoded;
    source.connect(offline.destination);
    source.start();
    const samples = (await offline.startRendering()).getChannelData(0);
    const file = new DataView(new ArrayBuffer(44 + 2 * samples.length));
    const text = (at, word) => [...word].forEach((letter, i) => file.setUint8(at + i, letter.charCodeAt(0)));
    text(0, 'RIFF'); file.setUint32(4, 36 + 2 * samples.length, true); text(8, 'WAVEfmt ');
    file.setUint32(16, 16, true); file.setUint16(20, 1, true); file.setUint16(22, 1, true);
    file.setUint32(24, RATE, true); file.setUint32(28, 2 * RATE, true); file.setUint16(32, 2, true); file.setUint16(34, 16, true);
    text(36, 'data'); file.setUint32(40, 2 * samples.length, true);
    samples.forEach((sample, i) => file.setInt16(44 + 2 * i, Math.max(-1, Math.min(1, sample)) * 32767, true));
    return file.buffer;
  }

  document.addEventListener('click', event => {
    const pressed = name => event.target.closest(`[data-${name}]`);
    if (pressed('play')) {
      player?.pause();
      player = new Audio('/telephone/prompts/sound?' + query(pressed('play').closest('[data-says]')));
      player.play().catch(() => say('It cannot be played.', 'notice-bad'));
    }
    if (pressed('speak')) speak(pressed('speak'));
  });
  document.addEventListener('change', event => {
    if (event.target.matches('[data-file]') && event.target.files.length) keep(event.target.closest('[data-says]'), event.target.files[0]);
  });
})();
