// The browser as a telephone: a microphone, a loudspeaker, and keys. It speaks to no server but ours.
class Softphone {
  // Told each change of state: 'connecting', 'talking', 'lost', 'refused', and a sentence for the reader where there is one.
  onstate = () => {};

  #connection;
  #microphone;
  #sender;
  #sound;
  #state;
  #patience;
  #closed = false;

  // `postOffer` takes the offer as text and promises the answer as text; what it throws is shown as it is.
  async connect(postOffer) {
    this.#say('connecting');
    try {
      this.#microphone = await Softphone.#listen();
    } catch (trouble) {
      this.#end('refused', Softphone.#why(trouble));
      return;
    }
    if (this.#closed) {
      this.close();
      return;
    }
    try {
      const connection = this.#dial();
      await connection.setLocalDescription(await connection.createOffer());
      await this.#gathered(connection);
      const answer = await postOffer(connection.localDescription.sdp);
      if (this.#closed) return;
      await connection.setRemoteDescription({ type: 'answer', sdp: answer });
      // the far side says goodbye in the encryption
      const secured = this.#sender.transport;
      if (secured) secured.onstatechange = () => { if (secured.state === 'closed') this.#end('lost', 'The call is over.'); };
    } catch (trouble) {
      this.#end('lost', trouble?.message || 'The call could not be set up. Try again.');
    }
  }

  // Whether the far side hears nothing from here.
  mute(quiet) {
    this.#microphone?.getAudioTracks().forEach(track => { track.enabled = !quiet; });
  }

  get muted() {
    return this.#microphone?.getAudioTracks().some(track => !track.enabled) ?? false;
  }

  // Presses one key, or several in a row: 0 to 9, *, # and A to D.
  key(digit) {
    if (this.#sender?.dtmf?.canInsertDTMF) {
      this.#sender.dtmf.insertDTMF(this.#sender.dtmf.toneBuffer + digit, 160, 80);
    }
  }

  // What the browser has measured, for a look at the quality of the line.
  async stats() {
    return this.#connection ? [...(await this.#connection.getStats()).values()] : [];
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#patience);
    this.#microphone?.getTracks().forEach(track => track.stop());
    this.#connection?.close();
    if (this.#sound) this.#sound.srcObject = null;
  }

  #dial() {
    const connection = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
    this.#connection = connection;
    this.#sender = connection.addTrack(this.#microphone.getAudioTracks()[0], this.#microphone);
    connection.ontrack = event => {
      this.#sound = new Audio();
      this.#sound.srcObject = new MediaStream([event.track]);
      this.#sound.play().catch(() => this.#say('talking', 'The browser plays no sound yet: click anywhere on the page.'));
      addEventListener('pointerdown', () => this.#sound?.play().catch(() => {}), { once: true });
    };
    // a connection that wavers for a moment mends itself; one that does not is lost
    connection.onconnectionstatechange = () => {
      clearTimeout(this.#patience);
      switch (connection.connectionState) {
        case 'connected': this.#say('talking'); break;
        case 'disconnected':
          this.#say('connecting', 'The connection is weak.');
          this.#patience = setTimeout(() => this.#end('lost', 'The connection is lost.'), 10000);
          break;
        case 'failed': this.#end('lost', 'The connection is lost. A firewall may stand between here and the telephone.'); break;
        default:
      }
    };
    this.#microphone.getAudioTracks()[0].onended = () => this.#end('lost', 'The microphone was unplugged or taken away.');
    return connection;
  }

  // Addresses of ours help only firewalls; nobody waits for them for long.
  #gathered(connection) {
    return new Promise(done => {
      if (connection.iceGatheringState === 'complete') {
        done();
        return;
      }
      connection.addEventListener('icegatheringstatechange', () => {
        if (connection.iceGatheringState === 'complete') done();
      });
      setTimeout(done, 2000);
    });
  }

  #say(state, sentence = '') {
    if (this.#closed || (state === this.#state && !sentence)) return;
    this.#state = state;
    this.onstate(state, sentence);
  }

  #end(state, sentence) {
    this.#say(state, sentence);
    this.close();
  }

  static #listen() {
    if (!navigator.mediaDevices || !window.RTCPeerConnection) throw new DOMException('', 'SecurityError');
    return navigator.mediaDevices.getUserMedia({
      audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 },
    });
  }

  static #why(trouble) {
    switch (trouble?.name) {
      case 'NotAllowedError': return 'The browser may not use the microphone. Allow it in the bar of the address, then try again.';
      case 'NotFoundError': return 'There is no microphone. Plug one in, then try again.';
      case 'NotReadableError': return 'Another program holds the microphone. Close it there, then try again.';
      case 'SecurityError': return 'This page can use no microphone: it must be opened by https.';
      default: return 'The microphone cannot be used. Look at the settings of the browser, then try again.';
    }
  }
}
window.Softphone = Softphone;
