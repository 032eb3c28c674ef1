namespace Candor.Tests.Audit.Live;

/// <summary>Something that a script of a host of its own does, and what an audit has to call it.</summary>
/// <param name="Script">Each host is a site of its own: the same event to two hosts of one company counts once. Knows <c>T</c>, its own origin; <c>typed(f)</c>, which gets the e-mail address when its field is left; <c>E</c>, encodeURIComponent.</param>
sealed record Plant(string Name, string Rule, string Script)
{
    public string Host => "plant-" + Name + ".test";

    public string Text => $$"""
        (() => {
        const T = 'https://{{Host}}', E = encodeURIComponent, H = '{{Host}}';
        const get = q => { new Image().src = T + '/p?' + q; };
        const field = (id, type, f) => document.getElementById(id)?.addEventListener(type, e => f(e.target.value ?? e.target.textContent));
        const typed = f => field('email', 'blur', f);
        const bytes = s => new TextEncoder().encode(s);
        const hex = b => [...new Uint8Array(b)].map(x => x.toString(16).padStart(2, '0')).join('');
        const b64 = b => btoa(String.fromCharCode(...new Uint8Array(b)));
        const sha = async (n, s) => new Uint8Array(await crypto.subtle.digest(n, bytes(s)));
        const pack = async (f, s) => new Uint8Array(await new Response(new Blob([s]).stream().pipeThrough(new CompressionStream(f))).arrayBuffer());
        {{Script}}
        })();
        """;
}
