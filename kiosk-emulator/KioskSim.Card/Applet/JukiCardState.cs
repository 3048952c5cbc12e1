using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KioskSim.Card.Applet;

/// <summary>Everything that a 住基カード keeps without power, as <see cref="CardState"/> does for an Individual Number Card.</summary>
/// <param name="PrivateKey">RSA-2048, PKCS#8 DER. Never leaves the card.</param>
/// <param name="Pin">Four digits, three tries.</param>
public sealed partial record JukiCardState(JukiCardInfo Info, ReadOnlyMemory<byte> PrivateKey, CardPin Pin)
{
    /// <summary>The stored form: JSON with base64 fields. It holds a private key and a PIN: it belongs where a wallet belongs.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(
        new Stored(Encoding.ASCII.GetString(Info.Encode()), PrivateKey.ToArray(), Encoding.ASCII.GetString(Pin.Digits), Pin.TriesLeft), StoredJson.Default.Stored);

    /// <exception cref="FormatException">Not a stored 住基カード. The message repeats nothing of it.</exception>
    public static JukiCardState FromJson(ReadOnlySpan<byte> json)
    {
        try
        {
            var stored = JsonSerializer.Deserialize(json, StoredJson.Default.Stored) ?? throw new JsonException();
            return new JukiCardState(
                JukiCardInfo.TryParse(Encoding.ASCII.GetBytes(stored.Info), out var info) ? info : throw new JsonException(), stored.PrivateKey,
                CardPin.UserAuthentication(Encoding.ASCII.GetBytes(stored.Pin), stored.TriesLeft));
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new FormatException($"Not a stored card ({e.GetType().Name}).");
        }
    }

    public override string ToString() => "card (content not shown)";

    internal sealed record Stored(string Info, byte[] PrivateKey, string Pin, int TriesLeft);

    [JsonSerializable(typeof(Stored))]
    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
    internal sealed partial class StoredJson : JsonSerializerContext;
}
