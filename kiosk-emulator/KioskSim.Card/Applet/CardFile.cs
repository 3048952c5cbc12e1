namespace KioskSim.Card.Applet;

/// <summary>An elementary file of a card application, by what commands can do with it.</summary>
abstract record CardFile
{
    /// <summary>Free to read without a PIN, also when the PIN is locked.</summary>
    public sealed record Open(ReadOnlyMemory<byte> Content) : CardFile;

    /// <summary>Shown to the holder of a PIN only. Null: to nobody.</summary>
    public sealed record Guarded(ReadOnlyMemory<byte> Content, PoweredPin? Guard) : CardFile;

    /// <summary>What VERIFY and RESET RETRY COUNTER work on. Null: a PIN that nobody was ever given, which is as good as locked.</summary>
    public sealed record Pin(PoweredPin? Value) : CardFile;

    /// <summary>What a signature is made with. Null: the file is there, the key is not.</summary>
    public sealed record Key(GuardedKey? Value) : CardFile;
}
