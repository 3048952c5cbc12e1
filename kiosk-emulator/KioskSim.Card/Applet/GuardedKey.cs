namespace KioskSim.Card.Applet;

/// <summary>A private key in working form, and the PIN that guards it, while the card has power.</summary>
/// <param name="privateKey">RSA-2048, PKCS#8 DER.</param>
/// <param name="store">See <see cref="PoweredPin"/>.</param>
sealed class GuardedKey(ReadOnlySpan<byte> privateKey, CardPin pin, Action store) : IDisposable
{
    public CardKey Key { get; } = new(privateKey);

    public PoweredPin Pin { get; } = new(pin, store);

    public void Dispose() => Key.Dispose();
}
