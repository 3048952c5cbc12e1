using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using KioskSim.Card.Reader;
using KioskSim.Domain.Errors;
using KioskSim.Fixtures.BadInput;

namespace KioskSim.Card.Tests;

/// <summary>What readers make of a card that answers anything: a value, or the refusal that every unreadable card gets.</summary>
public sealed class HostileCardTests
{
    static readonly byte[] Hash = SHA256.HashData("what is signed"u8);

    // Often what a reader hopes for, so that it goes on to its next command.
    static readonly Arbitrary<byte[][]> Answers = Gen.Frequency(
        (4, Gen.Constant<byte[]>([0x90, 0x00])),
        (2, Gen.Choose(0, byte.MaxValue).Select(length => (byte[])[0x30, 0x82, 0, (byte)length, 0x90, 0x00])),
        (2, Some(256).Select(data => (byte[])[.. data, 0x90, 0x00])),
        (1, Gen.Choose(0, 15).Select(tries => (byte[])[0x63, (byte)(0xC0 | tries)])),
        (1, Some(256).Zip(Some(2)).Select(answer => (byte[])[.. answer.Item1, .. answer.Item2, 0, 0]))).ArrayOf(40).ToArbitrary();

    [Fact]
    public void The_reader_of_the_JPKI_applet_refuses_what_no_card_would_say() => Prop.ForAll(Answers, answers => Use(answers, channel =>
    {
        var reader = new JpkiReader(channel);
        reader.SelectApplication();
        reader.ReadUserCertificate();
        reader.TriesLeft();
        reader.VerifyPin("1234"u8);
        reader.Sign(Hash, new byte[256]);
    })).Check(FuzzRuns.Seeded);

    [Fact]
    public void So_does_the_reader_of_a_resident_basic_card_001_41() => Prop.ForAll(Answers, answers => Use(answers, channel =>
    {
        var reader = new JukiReader(channel);
        reader.TrySelectApplication();
        reader.ReadInfo();
        reader.TriesLeft();
        reader.VerifyPin("1234"u8);
        reader.Sign(Hash, new byte[256]);
    })).Check(FuzzRuns.Seeded);

    static void Use(byte[][] answers, Action<ICardChannel> read)
    {
        try
        {
            read(new HostileCard(answers));
        }
        catch (FlowException e)
        {
            Assert.Equal(FlowErrorCode.CardUnreadable, e.Code);
        }
    }

    static Gen<byte[]> Some(int most) => Gen.Choose(0, byte.MaxValue).Select(value => (byte)value).ArrayOf().Select(bytes => bytes[..Math.Min(bytes.Length, most)]);

    /// <summary>Gives its answers one after the other, cut to what there is room for.</summary>
    sealed class HostileCard(byte[][] answers) : ICardChannel
    {
        int _next;

        public int Transmit(ReadOnlySpan<byte> command, Span<byte> response)
        {
            var answer = answers[_next++ % answers.Length];
            var length = Math.Min(answer.Length, response.Length);
            answer.AsSpan(0, length).CopyTo(response);
            return length;
        }
    }
}
