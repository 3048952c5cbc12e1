using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using KioskSim.Card.Applet;
using KioskSim.Card.Reader;
using KioskSim.Domain.Errors;

namespace KioskSim.Card.Tests;

public sealed class ReaderTests
{
    static readonly byte[] Right = TestCards.Ascii(TestCards.Pin);
    static readonly byte[] Wrong = TestCards.Ascii("0000");

    [Fact]
    public void The_kiosk_reads_verifies_and_signs_000_16_000_31()
    {
        var card = TestCards.Card();
        var reader = new JpkiReader(card);
        reader.SelectApplication();
        Assert.Equal(TestCards.UserCertificate, reader.ReadUserCertificate());
        Assert.Equal(TestCards.IssuerCertificate, reader.ReadUserIssuerCertificate());
        Assert.Equal(3, reader.TriesLeft());
        Assert.True(reader.VerifyPin(Right).Accepted);

        var digest = SHA256.HashData("apply"u8);
        var signature = new byte[JpkiReader.SignatureSize];
        Assert.Equal(256, reader.Sign(digest, signature));
        Assert.True(TestCards.UserKey.VerifyHash(digest, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public void Wrong_PINs_count_down_to_a_locked_card()
    {
        var card = TestCards.Card();
        var reader = new JpkiReader(card);
        reader.SelectApplication();
        foreach (var left in (int[])[2, 1])
        {
            var result = reader.VerifyPin(Wrong);
            Assert.Equal((false, left, false), (result.Accepted, result.TriesLeft, result.IsLocked));
            var wrong = Assert.Throws<FlowException>(result.ThrowIfRefused);
            Assert.Equal((FlowErrorCode.WrongPin, left), (wrong.Code, wrong.TriesLeft));
        }

        Assert.Equal(FlowErrorCode.CardLocked, Assert.Throws<FlowException>(reader.VerifyPin(Wrong).ThrowIfRefused).Code);
        Assert.Equal(FlowErrorCode.CardLocked, Assert.Throws<FlowException>(reader.VerifyPin(Right).ThrowIfRefused).Code);
        Assert.Equal(0, reader.TriesLeft());
        Assert.Equal(TestCards.UserCertificate, reader.ReadUserCertificate());
    }

    [Fact]
    public void An_accepted_PIN_is_no_refusal()
    {
        var card = TestCards.Card();
        var reader = new JpkiReader(card);
        reader.SelectApplication();
        reader.VerifyPin(Right).ThrowIfRefused();
    }

    [Theory]
    [InlineData("123")]
    [InlineData("12345")]
    [InlineData("12A4")]
    public void What_cannot_be_a_PIN_never_reaches_the_card(string pin)
    {
        var card = TestCards.Card();
        var reader = new JpkiReader(card);
        reader.SelectApplication();
        Assert.Equal(FlowErrorCode.BadRequest, Assert.Throws<FlowException>(() => reader.VerifyPin(TestCards.Ascii(pin))).Code);
        Assert.Equal(3, reader.TriesLeft());
    }

    [Fact]
    public void Without_a_PIN_there_is_no_signature()
    {
        var card = TestCards.Card();
        var reader = new JpkiReader(card);
        reader.SelectApplication();
        var refusal = Assert.Throws<FlowException>(() => reader.Sign(new byte[32], new byte[256]));
        Assert.Equal(FlowErrorCode.CardUnreadable, refusal.Code);
        Assert.Contains("6982", refusal.Message);
    }

    [Fact]
    public void Spans_of_a_wrong_size_are_the_callers_mistake()
    {
        var card = TestCards.Card();
        var reader = new JpkiReader(card);
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.Sign(new byte[20], new byte[256]));
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.Sign(new byte[32], new byte[255]));
    }

    static readonly Dictionary<string, (string[] Answers, Action<JpkiReader> Use)> Nonsense = new()
    {
        ["no such application"] = (["6A82"], reader => reader.SelectApplication()),
        ["no such file"] = (["6A82"], reader => reader.ReadUserCertificate()),
        ["a file that is no certificate"] = (["9000", "040203049000"], reader => reader.ReadUserCertificate()),
        ["a certificate of 60,000 bytes"] = (["9000", "3082EA609000"], reader => reader.ReadUserCertificate()),
        ["a header that is too short"] = (["9000", "30829000"], reader => reader.ReadUserCertificate()),
        ["a certificate that ends early"] = (["9000", "308201009000", "30829000"], reader => reader.ReadUserCertificate()),
        ["more than was asked for"] = (["9000", "30820100FF9000"], reader => reader.ReadUserCertificate()),
        ["tries left without a number"] = (["9000", "9000"], reader => reader.TriesLeft()),
        ["a strange answer to a PIN"] = (["9000", "6F00"], reader => reader.VerifyPin(Right)),
        ["a short signature"] = (["9000", "01029000"], reader => reader.Sign(new byte[32], new byte[256])),
        ["no signature"] = (["9000", "6982"], reader => reader.Sign(new byte[32], new byte[256])),
    };

    public static TheoryData<string> KindsOfNonsense => [.. Nonsense.Keys];

    [Theory]
    [MemberData(nameof(KindsOfNonsense))]
    public void A_card_that_answers_nonsense_is_unreadable(string what)
    {
        var (answers, use) = Nonsense[what];
        var refusal = Assert.Throws<FlowException>(() => use(new JpkiReader(new ScriptedChannel(answers))));
        Assert.Equal(FlowErrorCode.CardUnreadable, refusal.Code);
    }

    [Fact]
    public unsafe void The_command_that_held_the_PIN_is_wiped_000_39()
    {
        var card = TestCards.Card();
        var watched = new WatchedChannel(card);
        var reader = new JpkiReader(watched);
        reader.SelectApplication();
        FarDownTheStack(() => reader.VerifyPin(Right));
        var left = new ReadOnlySpan<byte>((void*)watched.PinCommand, 9).ToArray();
        Assert.Equal(TestCards.Ascii(TestCards.Pin), watched.PinSeen);
        Assert.NotEqual(watched.PinSeen, left[5..]);
    }

    // So far that nothing which runs afterwards writes over what was left there.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void FarDownTheStack(Action action)
    {
        Span<byte> distance = stackalloc byte[64 * 1024];
        action();
        distance.Clear();
    }

    /// <summary>Remembers where in memory the PIN command was.</summary>
    sealed unsafe class WatchedChannel(JpkiCard card) : ICardChannel
    {
        public nint PinCommand { get; private set; }

        public byte[] PinSeen { get; private set; } = [];

        public int Transmit(ReadOnlySpan<byte> command, Span<byte> response)
        {
            if (command.Length == 9)
            {
                PinCommand = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(command));
                PinSeen = command[5..].ToArray();
            }

            return card.Transmit(command, response);
        }
    }
}
