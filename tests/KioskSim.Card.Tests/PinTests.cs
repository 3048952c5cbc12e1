using KioskSim.Card.Applet;
using static KioskSim.Card.Tests.Terminal;

namespace KioskSim.Card.Tests;

public sealed class PinTests
{
    static readonly string Right = Verify(TestCards.Pin);
    static readonly string Wrong = Verify("0000");

    [Fact]
    public void Three_misses_lock_the_PIN_and_the_right_one_does_not_help_any_more_000_31_000_35()
    {
        var card = TestCards.Card();
        var terminal = new Terminal(card);
        terminal.Play(SelectJpki, SelectUserPin);
        Assert.Equal(["63C2", "63C1", "63C0"], [terminal.Send(Wrong), terminal.Send(Wrong), terminal.Send(Wrong)]);
        Assert.Equal("6983", terminal.Send(Right));
        Assert.Equal("63C0", terminal.Send(TriesLeft)); // not 6983: readers would refuse the whole card
        Assert.Equal("6982", terminal.Play(SelectUserKey, Sign([0x31])));
    }

    [Fact]
    public void A_right_PIN_gives_all_tries_back()
    {
        var card = TestCards.Card();
        var terminal = new Terminal(card);
        terminal.Play(SelectJpki, SelectUserPin, Wrong, Wrong, Right);
        Assert.Equal("63C3", terminal.Send(TriesLeft)); // 63Cx also while verified
    }

    [Fact]
    public void The_signing_PIN_has_five_tries_of_its_own()
    {
        var card = TestCards.Card();
        var terminal = new Terminal(card);
        terminal.Play(SelectJpki, SelectSigningPin);
        for (var left = 4; left >= 0; left--)
            Assert.Equal($"63C{left}", terminal.Send(Verify("WRONG1")));
        Assert.Equal("6983", terminal.Send(Verify(TestCards.SigningPin)));
        Assert.Equal("9000", terminal.Play(SelectUserPin, Right));
    }

    [Fact]
    public void Tries_left_outlive_reset_removal_and_storage()
    {
        var stored = TestCards.State().ToJson();
        for (var left = 2; left >= 0; left--)
        {
            var card = new JpkiCard(CardState.FromJson(stored), state => stored = state.ToJson());
            Assert.Equal($"63C{left}", new Terminal(card).Play(SelectJpki, SelectUserPin, Wrong));
        }

        var locked = new JpkiCard(CardState.FromJson(stored));
        locked.Reset();
        Assert.Equal("6983", new Terminal(locked).Play(SelectJpki, SelectUserPin, Right));
    }

    [Fact]
    public void A_try_is_stored_before_the_PIN_is_compared()
    {
        List<int> stored = [];
        var card = new JpkiCard(TestCards.State(), state => stored.Add(state.UserAuthentication.Pin.TriesLeft));
        var terminal = new Terminal(card);
        terminal.Play(SelectJpki, SelectUserPin, Right);
        Assert.Equal([2, 3], stored);
        terminal.Send(Wrong);
        Assert.Equal([2, 3, 2], stored);
    }

    [Fact]
    public void A_card_that_cannot_store_the_try_does_not_look_at_the_PIN()
    {
        var card = new JpkiCard(TestCards.State(), _ => throw new IOException());
        var terminal = new Terminal(card);
        terminal.Play(SelectJpki, SelectUserPin);
        Assert.Throws<IOException>(() => terminal.Send(Right));
        Assert.Equal("6982", terminal.Play(SelectUserKey, Sign([0x31])));
    }

    static readonly Dictionary<string, (string Answer, Action<JpkiCard, Terminal> Forget)> Forgetting = new()
    {
        ["reset"] = ("6986", (card, _) => card.Reset()),
        ["selecting the application"] = ("6982", (_, terminal) => terminal.Send(SelectJpki)),
        ["a wrong PIN"] = ("6982", (_, terminal) => terminal.Play(SelectUserPin, Wrong)),
        ["a PIN of another length"] = ("6982", (_, terminal) => terminal.Play(SelectUserPin, Verify("12"))),
    };

    public static TheoryData<string> WaysToForget => [.. Forgetting.Keys];

    [Theory]
    [MemberData(nameof(WaysToForget))]
    public void A_verified_PIN_is_forgotten_by(string what)
    {
        var card = TestCards.Card();
        var terminal = new Terminal(card);
        Assert.EndsWith("9000", terminal.Play(SelectJpki, SelectUserPin, Right, SelectUserKey, Sign([0x31])));
        Forgetting[what].Forget(card, terminal);
        Assert.Equal(Forgetting[what].Answer, terminal.Play(SelectUserKey, Sign([0x31])));
    }

    [Fact]
    public void Asking_for_the_tries_left_keeps_a_verified_PIN()
    {
        var card = TestCards.Card();
        Assert.EndsWith("9000", new Terminal(card).Play(SelectJpki, SelectUserPin, Right, TriesLeft, SelectUserKey, Sign([0x31])));
    }

    [Theory]
    [InlineData("123")]
    [InlineData("12345")]
    [InlineData("12a4")]
    [InlineData("")]
    public void A_PIN_that_cannot_be_one_is_refused_without_being_repeated(string pin)
    {
        var refusal = Assert.Throws<ArgumentException>(() => CardPin.UserAuthentication(TestCards.Ascii(pin)));
        if (pin.Length > 0)
            Assert.DoesNotContain(pin, refusal.Message);
    }

    [Theory]
    [InlineData("ABC12")]
    [InlineData("abc123")]
    [InlineData("ABCDEFGH123456789")]
    public void A_signing_PIN_that_cannot_be_one_is_refused(string pin) =>
        Assert.Throws<ArgumentException>(() => CardPin.Signing(TestCards.Ascii(pin)));

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void Tries_left_are_zero_to_three(int tries) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CardPin.UserAuthentication(TestCards.Ascii(TestCards.Pin), tries));
}
