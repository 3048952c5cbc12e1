using FsCheck;
using FsCheck.Fluent;
using KioskSim.Card.Apdu;
using KioskSim.Card.Applet;
using KioskSim.Fixtures.BadInput;
using static KioskSim.Card.Tests.Terminal;

namespace KioskSim.Card.Tests;

/// <summary>Commands in any order, each good, damaged, in its extended form or made up; KIOSKSIM_FUZZ=100000 for a long run.</summary>
public sealed class FuzzTests
{
    /// <summary>Commands to one card: more, and wrong PINs have locked everything for long.</summary>
    const int Length = 50;

    static readonly Config Sequences = FuzzRuns.Each(Length);

    static readonly string[] Valid =
    [
        SelectJpki, SelectUserCertificate, SelectUserPin, SelectUserKey, SelectSigningCertificate, SelectSigningPin, SelectSigningKey,
        TriesLeft, Verify(TestCards.Pin), Verify(TestCards.SigningPin), "00B0000000", "00B0030010", "00B07FFF00", "00B00000000000", Sign([0x31]),
    ];

    static readonly string[] ValidOnJukiCard =
    [
        "00A4040C08F04B534A554B4901", "00A4020C020001", "00A4020C020011", "00A4020C020012", TriesLeft, Verify(TestCards.Pin), "00B0000000", Sign([0x31]),
    ];

    [Fact]
    public void Every_command_gets_a_status_word_whatever_its_bytes() => Prop.ForAll(
        Commands(Valid), commands => AssertAnswers(() => TestCards.Card(), commands)).Check(Sequences);

    [Fact]
    public void So_it_does_from_a_resident_basic_card_001_41() => Prop.ForAll(
        Commands(ValidOnJukiCard), commands => AssertAnswers(() => TestCards.JukiCard(), commands)).Check(Sequences);

    [Fact]
    public void A_command_in_extended_form_is_answered_as_in_short_form() => Prop.ForAll(Altered, commands =>
    {
        var one = TestCards.Card();
        var other = TestCards.Card();
        var (terminal, extended) = (new Terminal(one), new Terminal(other));
        foreach (var command in commands)
            Assert.Equal(terminal.SendBytes(command), extended.SendBytes(Extended(command)));
    }).Check(Sequences);

    [Fact]
    public void Without_the_PIN_no_sequence_of_commands_gets_a_signature_000_35() => Prop.ForAll(Commands(Valid), commands =>
    {
        var card = new JpkiCard(TestCards.State(tries: 0, signing: false));
        var response = new byte[ICardChannel.ShortResponse];
        foreach (var (command, _) in commands)
        {
            var length = card.Transmit(command, response);
            Assert.False(command.Length > 1 && command[1] == 0x2A && length > 2);
        }
    }).Check(Sequences);

    static void AssertAnswers<T>(Func<T> make, IEnumerable<(byte[] Command, int Room)> commands)
        where T : ICard
    {
        var card = make();
        var response = new byte[ICardChannel.ShortResponse];
        foreach (var (command, room) in commands)
        {
            var length = card.Transmit(command, response.AsSpan(0, room));
            Assert.InRange(length, 2, room);
            Assert.True(StatusWord.Of(response.AsSpan(0, length)).Value >> 12 is 6 or 9, Convert.ToHexString(command));
        }
    }

    /// <summary>Each with the room there is for its answer.</summary>
    static Arbitrary<(byte[] Command, int Room)[]> Commands(string[] valid) => (
        from command in Gen.Elements(valid).Select(Convert.FromHexString)
        from extended in Gen.Elements(false, false, true)
        from damages in Gen.Frequency((2, Gen.Constant<Damage[]>([])), (1, Damage.Any.Generator.Select(damage => damage.Damages)))
        from room in Gen.Choose(2, ICardChannel.ShortResponse)
        select (Damage.To(extended ? Extended(command) : command, damages), room)).ArrayOf(Length).ToArbitrary();

    // Now and then with another byte in the header: a length stays a length, so that there is an extended form.
    static Arbitrary<byte[][]> Altered { get; } = (
        from command in Gen.Elements(Valid).Select(Convert.FromHexString)
        from at in Gen.Choose(0, 31)
        from value in Gen.Choose(0, byte.MaxValue)
        select at < 4 ? [.. command[..at], (byte)value, .. command[(at + 1)..]] : command).ArrayOf(Length).ToArbitrary();

    // Lc in three bytes; Le, where there is one, in two, or in three without Lc (ISO/IEC 7816-4, section 5.2).
    static byte[] Extended(byte[] command)
    {
        if (command.Length <= 4 || (command.Length == 7 && command[4] == 0)) // the second is one already
            return command;
        if (command.Length == 5)
            return [.. command[..4], 0, .. Le(command[4])];
        var end = 5 + command[4];
        return [.. command[..4], 0, 0, command[4], .. command[5..end], .. command.Length > end ? Le(command[end]) : []];
    }

    static byte[] Le(byte expected) => expected == 0 ? [1, 0] : [0, expected];
}
