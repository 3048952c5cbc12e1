using System.Text;
using KioskSim.Sweep.Patterns;

namespace KioskSim.Proof.Canaries;

/// <summary>What somebody types whom nobody can be taken for: nothing of it is in any program or register.</summary>
public static class Visitor
{
    /// <summary>Four digits occur by chance; a new PIN of sixteen characters goes the same way from the glass to the chip.</summary>
    public const string Pin = "K7QX2ZW9V4MB8TJ3";

    public const string Domicile = "潮騒郡灯台町字夕凪七百三番地の九";
    public const string Head = "綾小路螢之介";
    public const string Name = "綾小路瑠璃江";
    public const string Kana = "アヤノコウジルリエ";
    public const string BirthDate = "19870611";

    public static IEnumerable<Canary> Canaries() =>
    [
        .. Texts.Of("PIN", Pin),
        .. Texts.Of("address", Domicile),
        .. Texts.Of("head of the family", Head),
        .. Texts.Of("name", Name),
        .. Texts.Of("name in kana", Kana),
    ];

    /// <summary>A PIN of four digits as the chip is told it: VERIFY, with its header. The digits alone would be found in any program.</summary>
    public static Canary VerifyCommand(string pin) => new("PIN in a VERIFY command", [0, 0x20, 0, 0x80, 4, .. Encoding.ASCII.GetBytes(pin)], 9);
}
