using System.Security.Cryptography;
using KioskSim.Card.Applet;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Values;
using static KioskSim.Card.Tests.Terminal;

namespace KioskSim.Card.Tests;

/// <summary>住基カード: the city's application, command by command. What it has in common with the JPKI applet it answers alike.</summary>
public sealed class JukiCardTests
{
    const string SelectJuki = "00A4040C08F04B534A554B4901";
    const string SelectInfo = "00A4020C020001";
    const string SelectPin = "00A4020C020011";
    const string SelectKey = "00A4020C020012";

    static readonly string Right = Verify(TestCards.Pin);
    static readonly string Wrong = Verify("0000");

    [Theory]
    // Which applications are there
    [InlineData("9000", SelectJuki)]
    [InlineData("6A82", SelectJpki)] // no JPKI
    [InlineData("6A82", "00A4040C07F04B534A554B49")]
    [InlineData("6A86", "00A4040008F04B534A554B4901")]
    // Files
    [InlineData("6A82", SelectInfo)] // before the application
    [InlineData("9000", SelectJuki, SelectInfo)]
    [InlineData("6A82", SelectJuki, SelectUserCertificate)]
    [InlineData("6A82", SelectJuki, SelectUserPin)]
    [InlineData("6700", SelectJuki, "00A4020C")]
    [InlineData("6A86", SelectJuki, "00A40200020001")]
    // READ BINARY: without a PIN
    [InlineData("6986", SelectJuki, "00B000001A")]
    [InlineData("3438323032313030303031353030303030373230323531323232" + "9000", SelectJuki, SelectInfo, "00B000001A")]
    [InlineData("32329000", SelectJuki, SelectInfo, "00B00018FF")] // past the end: what there is
    [InlineData("6B00", SelectJuki, SelectInfo, "00B0001A01")]
    [InlineData("6981", SelectJuki, SelectKey, "00B0000004")]
    [InlineData("6981", SelectJuki, SelectPin, "00B0000004")]
    // VERIFY and tries left
    [InlineData("6986", SelectJuki, TriesLeft)]
    [InlineData("6981", SelectJuki, SelectInfo, TriesLeft)]
    [InlineData("63C3", SelectJuki, SelectPin, TriesLeft)]
    [InlineData("9000", SelectJuki, SelectPin, "002000800431323334")]
    [InlineData("63C3", SelectJuki, SelectPin, "002000800431323334", TriesLeft)] // also after the right PIN
    [InlineData("63C3", SelectJuki, SelectPin, "002000800430303030", "002000800431323334", TriesLeft)] // which gives tries back
    [InlineData("63C2", SelectJuki, SelectPin, "002000800430303030")]
    [InlineData("6700", SelectJuki, SelectPin, "0020008003313233")]
    [InlineData("63C3", SelectJuki, SelectPin, "00200080053132333435", TriesLeft)] // not of a PIN's length: not a try
    [InlineData("6A86", SelectJuki, SelectPin, "00200081")]
    // Signature
    [InlineData("6982", SelectJuki, SelectKey, "802A00800131" + "00")]
    [InlineData("6981", SelectJuki, SelectPin, "802A00800131" + "00")]
    [InlineData("6C00", SelectJuki, SelectPin, "002000800431323334", SelectKey, "802A00800131")]
    // Nobody sets a new PIN on it
    [InlineData("6D00", SelectJuki, "0084000020")]
    [InlineData("6D00", SelectJuki, SelectPin, "002C00800431323334")]
    [InlineData("6E00", SelectJuki, "10A4040C")]
    [InlineData("6700", "")]
    public void Every_command_gets_its_status_word_001_41(string expected, params string[] commands)
    {
        var card = TestCards.JukiCard();
        Assert.Equal(expected, new Terminal(card).Play(commands));
    }

    [Fact]
    public void An_Individual_Number_Card_has_no_such_application()
    {
        var card = TestCards.Card();
        Assert.Equal("6A82", new Terminal(card).Play(SelectJuki));
    }

    [Fact]
    public void Three_misses_lock_the_PIN_and_the_right_one_does_not_help_any_more_001_41()
    {
        var card = TestCards.JukiCard();
        var terminal = new Terminal(card);
        terminal.Play(SelectJuki, SelectPin);
        Assert.Equal(["63C2", "63C1", "63C0"], [terminal.Send(Wrong), terminal.Send(Wrong), terminal.Send(Wrong)]);
        Assert.Equal("6983", terminal.Send(Right));
        Assert.Equal("63C0", terminal.Send(TriesLeft));
        Assert.Equal("6982", terminal.Play(SelectKey, Sign([0x31])));
    }

    [Fact]
    public void Tries_left_outlive_reset_removal_and_storage()
    {
        var stored = TestCards.JukiState().ToJson();
        for (var left = 2; left >= 0; left--)
        {
            var card = new JukiCard(JukiCardState.FromJson(stored), state => stored = state.ToJson());
            Assert.Equal($"63C{left}", new Terminal(card).Play(SelectJuki, SelectPin, Wrong));
        }

        var locked = new JukiCard(JukiCardState.FromJson(stored));
        locked.Reset();
        Assert.Equal("6983", new Terminal(locked).Play(SelectJuki, SelectPin, Right));
    }

    [Fact]
    public void A_try_is_stored_before_the_PIN_is_compared()
    {
        List<int> stored = [];
        var card = new JukiCard(TestCards.JukiState(), state => stored.Add(state.Pin.TriesLeft));
        var terminal = new Terminal(card);
        terminal.Play(SelectJuki, SelectPin, Right);
        Assert.Equal([2, 3], stored);
        terminal.Send(Wrong);
        Assert.Equal([2, 3, 2], stored);
    }

    [Theory]
    [InlineData("6986", "reset")]
    [InlineData("6982", SelectJuki)]
    [InlineData("6982", "0020008004" + "30303030")]
    [InlineData("6982", "0020008002" + "3132")]
    public void A_verified_PIN_is_forgotten(string answer, string how)
    {
        var card = TestCards.JukiCard();
        var terminal = new Terminal(card);
        Assert.EndsWith("9000", terminal.Play(SelectJuki, SelectPin, Right, SelectKey, Sign([0x31])));
        if (how == "reset")
            card.Reset();
        else
            terminal.Play(SelectPin, how);
        Assert.Equal(answer, terminal.Play(SelectKey, Sign([0x31])));
    }

    [Fact]
    public void After_the_PIN_it_signs_with_the_key_that_the_city_knows()
    {
        var card = TestCards.JukiCard();
        var hash = SHA256.HashData("apply"u8);
        var answer = new Terminal(card).Play(
            SelectJuki, SelectPin, Right, SelectKey, $"802A0080333031300D060960864801650304020105000420{Convert.ToHexString(hash)}00");
        Assert.EndsWith("9000", answer);
        Assert.True(TestCards.JukiKey.VerifyHash(hash, Convert.FromHexString(answer[..^4]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"info":"x","privateKey":"AA==","pin":"1234","triesLeft":3}""")]
    [InlineData("""{"info":"48202100001500000720251222","privateKey":"AA==","pin":"12345","triesLeft":3}""")]
    [InlineData("""{"info":"48202100001500000720251222","privateKey":"AA==","pin":"1234","triesLeft":4}""")]
    public void What_is_no_stored_card_is_refused_without_being_repeated(string json)
    {
        var refusal = Assert.Throws<FormatException>(() => JukiCardState.FromJson(TestCards.Ascii(json)));
        Assert.DoesNotContain("1234", refusal.Message);
    }

    [Theory]
    [InlineData("48202100001500000720251222", true)]
    [InlineData("4820210000150000072025122", false)] // too short
    [InlineData("482021000015000007202512220", false)]
    [InlineData("48202200001500000720251222", false)] // no municipality
    [InlineData("48202100000000000020251222", false)] // no number
    [InlineData("482021+0001500000720251222", false)]
    [InlineData("48202100001500000720251332", false)] // no day
    public void The_file_says_city_number_and_last_day_in_26_digits(string file, bool isOne)
    {
        Assert.Equal(isOne, JukiCardInfo.TryParse(TestCards.Ascii(file), out var info));
        if (isOne)
            Assert.Equal(new JukiCardInfo(new MunicipalityCode("482021"), new JukiCardNumber(15_000_007), new DateOnly(2025, 12, 22)), info);
    }

    [Fact]
    public void Nothing_of_it_shows_in_a_log() => Assert.All(
        [TestCards.JukiState().ToString(), TestCards.JukiState().Info.ToString()],
        text => Assert.DoesNotContain(text, char.IsAsciiDigit));
}
