namespace Candor;

/// <summary>What the visitor has allowed, per purpose. Null: was not asked.</summary>
/// <param name="Analytics">A visitor id that outlives the day may be kept.</param>
/// <param name="Ads">Click ids and hashed matching data may be kept for advertising.</param>
/// <param name="OptOut">The browser sent Global Privacy Control or Do Not Track.</param>
readonly record struct Consent(bool? Analytics, bool? Ads, bool OptOut = false)
{
    /// <summary>An identifier may be kept: asked, allowed, and no opt-out signal.</summary>
    public bool AllowsIdentifier => Analytics == true && !OptOut;

    public bool AllowsAds => Ads == true && !OptOut;

    /// <summary>One byte for logs and tables: bits 0-1 analytics, 2-3 ads (0 not asked, 1 denied, 2 granted), bit 4 opt-out.</summary>
    public byte ToByte() => (byte)(Bits(Analytics) | Bits(Ads) << 2 | (OptOut ? 16 : 0));

    public static Consent FromByte(byte value) => new(State(value & 3), State(value >> 2 & 3), (value & 16) != 0);

    static int Bits(bool? state) => state switch { null => 0, false => 1, true => 2 };

    static bool? State(int bits) => bits switch { 1 => false, 2 => true, _ => null };
}
