using KioskSim.Card.Apdu;
using KioskSim.Card.Applet;
using KioskSim.Card.Reader;
using KioskSim.Domain.Errors;
using KioskSim.Fixtures.BadInput;
using static KioskSim.Card.Tests.Terminal;

namespace KioskSim.Card.Tests;

public sealed class FuzzTests
{
    // Each truncated, overlong, altered or random command; KIOSKSIM_FUZZ=100000 for a long run.
    static readonly int Rounds = FuzzRuns.Count;

    static readonly string[] Valid =
    [
        SelectJpki, SelectUserCertificate, SelectUserPin, SelectUserKey, SelectSigningCertificate, SelectSigningPin, SelectSigningKey,
        TriesLeft, Verify(TestCards.Pin), Verify(TestCards.SigningPin), "00B0000000", "00B00000000000", Sign([0x31]),
    ];

    // Before wrong PINs have locked everything for long.
    const int RoundsOfACard = 250;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Every_command_gets_a_status_word_whatever_its_bytes(int seed) => TryCommands(new Random(seed), () => TestCards.Card(), Valid);

    [Fact]
    public void So_it_does_from_a_resident_basic_card_001_41() => TryCommands(
        new Random(7), () => TestCards.JukiCard(),
        ["00A4040C08F04B534A554B4901", "00A4020C020001", "00A4020C020011", "00A4020C020012", TriesLeft, Verify(TestCards.Pin), "00B0000000", Sign([0x31])]);

    static void TryCommands<T>(Random random, Func<T> make, string[] valid)
        where T : ICard, IDisposable
    {
        var card = make();
        var response = new byte[ICardChannel.ShortResponse];
        for (var round = 0; round < Rounds; round++)
        {
            if (round % RoundsOfACard == 0)
            {
                card.Dispose();
                card = make();
            }

            var command = Command(random, valid);
            var room = random.Next(2, response.Length + 1);
            var length = card.Transmit(command, response.AsSpan(0, room));
            Assert.InRange(length, 2, room);
            Assert.True(StatusWord.Of(response.AsSpan(0, length)).Value >> 12 is 6 or 9, Convert.ToHexString(command));
        }

        card.Dispose();
    }

    [Fact]
    public void A_command_in_extended_form_is_answered_as_in_short_form()
    {
        var random = new Random(5);
        using var one = TestCards.Card();
        using var other = TestCards.Card();
        var (terminal, extended) = (new Terminal(one), new Terminal(other));
        for (var round = 0; round < Rounds; round++)
        {
            var command = Convert.FromHexString(Valid[random.Next(Valid.Length)]);
            if (random.Next(8) == 0)
                command[random.Next(4)] = (byte)random.Next(256);
            if (command.Length == 7 && command[4] == 0) // already extended
                continue;
            Assert.Equal(terminal.SendBytes(command), extended.SendBytes(Extended(command)));
        }
    }

    [Fact]
    public void Without_the_PIN_no_sequence_of_commands_gets_a_signature_000_35()
    {
        var random = new Random(3);
        using var card = new JpkiCard(TestCards.State(tries: 0, signing: false));
        var response = new byte[ICardChannel.ShortResponse];
        for (var round = 0; round < Rounds; round++)
        {
            var command = random.Next(4) == 0 ? Convert.FromHexString(Sign([0x31])) : Command(random, Valid);
            var length = card.Transmit(command, response);
            Assert.False(command.Length > 1 && command[1] == 0x2A && length > 2);
        }
    }

    [Fact]
    public void The_reader_refuses_whatever_a_hostile_card_says()
    {
        var random = new Random(4);
        for (var round = 0; round < Rounds; round++)
        {
            var reader = new JpkiReader(new HostileCard(random));
            try
            {
                reader.SelectApplication();
                reader.ReadUserCertificate();
                reader.TriesLeft();
                reader.VerifyPin("1234"u8);
                reader.Sign(new byte[32], new byte[256]);
            }
            catch (FlowException e)
            {
                Assert.Equal(FlowErrorCode.CardUnreadable, e.Code);
            }
        }
    }

    static byte[] Command(Random random, string[] valid)
    {
        var command = Convert.FromHexString(valid[random.Next(valid.Length)]);
        switch (random.Next(7))
        {
            case 0:
                command = new byte[random.Next(300)];
                random.NextBytes(command);
                break;
            case 1:
                command[random.Next(command.Length)] = (byte)random.Next(256);
                break;
            case 2:
                command = command[..random.Next(command.Length)];
                break;
            case 3:
                command = [.. command, (byte)random.Next(256)];
                break;
            case 4: // overlong, beyond what any length field can say
                var tail = new byte[random.Next(100) == 0 ? 70_000 : random.Next(600)];
                random.NextBytes(tail);
                command = [.. command, .. tail];
                break;
            case 5 when command.Length > 4 && command[4] > 0: // re-encoded, and cut or stretched as often as not
                command = Extended(command);
                command = random.Next(2) == 0 ? command : [.. command[..random.Next(command.Length)], .. new byte[random.Next(4)]];
                break;
        }

        return command;
    }

    // Lc in three bytes; Le, where there is one, in two, or in three without Lc (ISO/IEC 7816-4, section 5.2).
    static byte[] Extended(byte[] command)
    {
        if (command.Length <= 4)
            return command;
        if (command.Length == 5)
            return [.. command[..4], 0, .. Le(command[4])];
        var end = 5 + command[4];
        return [.. command[..4], 0, 0, command[4], .. command[5..end], .. command.Length > end ? Le(command[end]) : []];
    }

    static byte[] Le(byte expected) => expected == 0 ? [1, 0] : [0, expected];
}
