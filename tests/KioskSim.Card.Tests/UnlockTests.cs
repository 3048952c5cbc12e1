using KioskSim.Card.Applet;
using KioskSim.Card.Reader;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Randomness;

namespace KioskSim.Card.Tests;

/// <summary>A new PIN on a card that is locked: only with JPKI's answer to the card's own challenge, and each challenge once.</summary>
public sealed class UnlockTests
{
    const string NewPin = "9876";
    const string GetChallenge = "0084000010";

    static readonly byte[] Key = [.. Enumerable.Range(1, UnlockCode.KeySize).Select(i => (byte)i)];

    readonly List<CardState> _stored = [];
    readonly JpkiCard _card;
    readonly Terminal _terminal;
    readonly JpkiReader _reader;

    public UnlockTests()
    {
        _card = new JpkiCard(TestCards.State(tries: 0) with { UnlockKey = Key }, _stored.Add, new SeededEntropy(1, "chip"));
        (_terminal, _reader) = (new Terminal(_card), new JpkiReader(_card));
        _reader.SelectApplication();
    }

    static byte[] Code(ReadOnlySpan<byte> challenge, CardPinKind kind = CardPinKind.UserAuthentication, byte[]? key = null) =>
        UnlockCode.Compute(key ?? Key, (ushort)kind, challenge);

    [Fact]
    public void A_locked_card_takes_a_new_PIN_and_all_tries_and_keeps_them_000_31_000_34()
    {
        Assert.Equal(0, _reader.TriesLeft());
        _reader.ResetPin(CardPinKind.UserAuthentication, Code(_reader.Challenge()), TestCards.Ascii(NewPin));
        Assert.Equal(3, _reader.TriesLeft());

        var later = new JpkiCard(CardState.FromJson(Assert.Single(_stored).ToJson()));
        var reader = new JpkiReader(later);
        reader.SelectApplication();
        Assert.False(reader.VerifyPin(TestCards.Ascii(TestCards.Pin)).Accepted); // the old one
        Assert.True(reader.VerifyPin(TestCards.Ascii(NewPin)).Accepted);
        Assert.Equal(Key, later.State.UnlockKey.ToArray());
    }

    [Fact]
    public void The_signing_PIN_is_another()
    {
        Assert.Equal("63C5", _terminal.Play(Terminal.SelectSigningPin, Terminal.TriesLeft));
        _reader.ResetPin(CardPinKind.Signing, Code(_reader.Challenge(), CardPinKind.Signing), "NEW4567"u8);
        Assert.Equal("9000", _terminal.Play(Terminal.SelectSigningPin, Terminal.Verify("NEW4567")));
        Assert.Equal(0, _reader.TriesLeft());
    }

    [Fact]
    public void Setting_a_PIN_does_not_verify_it()
    {
        _reader.ResetPin(CardPinKind.UserAuthentication, Code(_reader.Challenge()), TestCards.Ascii(NewPin));
        Assert.Equal("6982", _terminal.Play(Terminal.SelectUserKey, Terminal.Sign(new byte[51])));
    }

    [Theory]
    [InlineData("the code for another challenge")]
    [InlineData("the code for the other PIN")]
    [InlineData("another card's code")]
    [InlineData("a code that was used")]
    [InlineData("a code from before a reset")]
    [InlineData("a code from before another SELECT")]
    [InlineData("no challenge")]
    public void Any_other_code_changes_nothing_000_35(string what)
    {
        var challenge = what == "no challenge" ? new byte[UnlockCode.ChallengeSize] : _reader.Challenge();
        var code = what switch
        {
            "the code for the other PIN" => Code(challenge, CardPinKind.Signing),
            "another card's code" => Code(challenge, key: new byte[UnlockCode.KeySize]),
            _ => Code(challenge),
        };
        switch (what)
        {
            case "the code for another challenge":
                _reader.Challenge();
                break;
            case "a code that was used":
                _terminal.Play(Terminal.SelectUserPin, Reset(new byte[UnlockCode.Size], NewPin));
                break;
            case "a code from before a reset":
                _card.Reset();
                _reader.SelectApplication();
                break;
            case "a code from before another SELECT":
                _reader.SelectApplication();
                break;
        }

        Assert.Equal("6300", _terminal.Play(Terminal.SelectUserPin, Reset(code, NewPin)));
        Assert.Equal(0, _reader.TriesLeft());
        Assert.Empty(_stored);
    }

    [Fact]
    public void Bad_commands_have_their_status_words_and_spend_no_challenge()
    {
        var code = Code(_reader.Challenge());
        Assert.Equal("6700", _terminal.Play(Terminal.SelectUserPin, Reset(code, "987")));
        Assert.Equal("6700", _terminal.Play(Terminal.SelectUserPin, Reset(code, "98A6")));
        Assert.Equal("6700", _terminal.Play(Terminal.SelectUserPin, "002C00800401020304"));
        Assert.Equal("6981", _terminal.Play(Terminal.SelectUserKey, Reset(code, NewPin)));
        Assert.Equal("6A86", _terminal.Play(Terminal.SelectUserPin, Reset(code, NewPin).Replace("002C0080", "002C0180")));
        Assert.Equal("9000", _terminal.Play(Terminal.SelectUserPin, Reset(code, NewPin)));
        Assert.Equal("6700", _terminal.Send("0084000008")); // less than a challenge
        Assert.NotEqual(_terminal.Send(GetChallenge), _terminal.Send(GetChallenge));
        _card.Reset();
        Assert.Equal("6986", _terminal.Send(GetChallenge));
    }

    [Fact]
    public void A_card_without_a_key_knows_none_of_it()
    {
        var plain = TestCards.Card();
        var terminal = new Terminal(plain);
        Assert.Equal("6D00", terminal.Play(Terminal.SelectJpki, GetChallenge));
        Assert.Equal("6D00", terminal.Play(Terminal.SelectUserPin, Reset(new byte[UnlockCode.Size], NewPin)));
        Assert.Equal(FlowErrorCode.CardUnreadable, Assert.Throws<FlowException>(() => new JpkiReader(plain).Challenge()).Code);
    }

    [Theory]
    [InlineData(CardPinKind.UserAuthentication, "12345")]
    [InlineData(CardPinKind.UserAuthentication, "12a4")]
    [InlineData(CardPinKind.Signing, "AB12")]
    [InlineData(CardPinKind.Signing, "abc123")]
    public void What_is_no_PIN_does_not_reach_the_card_and_is_not_repeated(CardPinKind kind, string pin)
    {
        var refusal = Assert.Throws<FlowException>(() => _reader.ResetPin(kind, new byte[UnlockCode.Size], TestCards.Ascii(pin)));
        Assert.Equal(FlowErrorCode.BadRequest, refusal.Code);
        Assert.DoesNotContain(pin, refusal.ToString(), StringComparison.Ordinal);
    }

    static string Reset(byte[] code, string pin) =>
        $"002C0080{code.Length + pin.Length:X2}{Convert.ToHexString(code)}{Convert.ToHexString(TestCards.Ascii(pin))}";
}
