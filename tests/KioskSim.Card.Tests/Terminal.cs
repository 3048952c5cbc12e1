using System.Text;

namespace KioskSim.Card.Tests;

/// <summary>Talks to a card in hexadecimal, as card documents do.</summary>
sealed class Terminal(ICardChannel card)
{
    public const string SelectJpki = "00A4040C0AD392F000260100000001";
    public const string SelectUserCertificate = "00A4020C02000A";
    public const string SelectUserPin = "00A4020C020018";
    public const string SelectUserKey = "00A4020C020017";
    public const string SelectSigningCertificate = "00A4020C020001";
    public const string SelectSigningPin = "00A4020C02001B";
    public const string SelectSigningKey = "00A4020C02001A";
    public const string TriesLeft = "00200080";

    readonly byte[] _response = new byte[40_000];

    public string Send(string command) => Convert.ToHexString(SendBytes(Convert.FromHexString(command)));

    public byte[] SendBytes(ReadOnlySpan<byte> command) => _response[..card.Transmit(command, _response)];

    /// <summary>Sends each and gives the answer to the last.</summary>
    public string Play(params ReadOnlySpan<string> commands)
    {
        var answer = "";
        foreach (var command in commands)
            answer = Send(command);
        return answer;
    }

    public static string Verify(string pin) => $"00200080{pin.Length:X2}{Convert.ToHexString(Encoding.ASCII.GetBytes(pin))}";

    public static string Sign(ReadOnlySpan<byte> data) => $"802A0080{data.Length:X2}{Convert.ToHexString(data)}00";
}
