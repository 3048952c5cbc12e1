using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using KioskSim.Domain.Cards;

namespace KioskSim.Card.Applet;

/// <summary>The stored form of <see cref="CardState"/>, apart from it so that renaming in code orphans no stored card.</summary>
static partial class CardStateJson
{
    public static byte[] Write(CardState state) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new StoredCard(
                Store(state.UserAuthentication), state.Signing is { } signing ? Store(signing) : null, state.UnlockKey.IsEmpty ? null : state.UnlockKey.ToArray(),
                (int)state.Form),
            Json.Default.StoredCard);

    public static CardState Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var stored = JsonSerializer.Deserialize(json, Json.Default.StoredCard) ?? throw new JsonException();
            return new CardState(
                Restore(stored.UserAuthentication, CardPin.UserAuthentication),
                stored.Signing is { } signing ? Restore(signing, CardPin.Signing) : null)
            {
                Form = Enum.IsDefined((CardForm)stored.Form) ? (CardForm)stored.Form : throw new JsonException(),
                UnlockKey = stored.UnlockKey is null or { Length: UnlockCode.KeySize } ? stored.UnlockKey : throw new JsonException(),
            };
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new FormatException($"Not a stored card ({e.GetType().Name}).");
        }
    }

    static StoredCredential Store(CardCredential credential) => new(
        credential.Certificate.ToArray(),
        credential.IssuerCertificate.ToArray(),
        credential.PrivateKey.ToArray(),
        Encoding.ASCII.GetString(credential.Pin.Digits),
        credential.Pin.TriesLeft);

    static CardCredential Restore(StoredCredential stored, PinReader pin) => new(
        stored.Certificate, stored.IssuerCertificate, stored.PrivateKey, pin(Encoding.ASCII.GetBytes(stored.Pin), stored.TriesLeft));

    delegate CardPin PinReader(ReadOnlySpan<byte> digits, int? triesLeft);

    sealed record StoredCard(StoredCredential UserAuthentication, StoredCredential? Signing = null, byte[]? UnlockKey = null, int Form = 0);

    sealed record StoredCredential(byte[] Certificate, byte[] IssuerCertificate, byte[] PrivateKey, string Pin, int TriesLeft);

    [JsonSerializable(typeof(StoredCard))]
    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true)]
    sealed partial class Json : JsonSerializerContext;
}
