using System.Net;
using System.Net.Sockets;
using KioskSim.Card;
using KioskSim.Card.Vpcd;
using KioskSim.Devices.Cards;
using KioskSim.Domain.Errors;

namespace KioskSim.Devices.Tests;

/// <summary>Laying a card on a reader in another process.</summary>
public sealed class RemoteDoorTests
{
    static readonly IPEndPoint AnyPort = new(IPAddress.Loopback, 0);

    [Fact]
    public async Task Without_a_reader_the_card_stays_in_the_hand_and_may_be_laid_down_later()
    {
        var place = FreePort();
        var door = new RemoteDoor(place);
        var refusal = await Assert.ThrowsAsync<FlowException>(() => door.InsertAsync(new Silent(), CancellationToken.None));
        Assert.Equal(FlowErrorCode.CardUnreadable, refusal.Code);
        await door.RemoveAsync();

        await using var reader = VpcdSlot.Listen(place, new ManualTime(DateTimeOffset.UnixEpoch));
        await door.InsertAsync(new Silent(), CancellationToken.None).Soon();
        await reader.WaitForCardAsync().Soon();
        await Assert.ThrowsAsync<InvalidOperationException>(() => door.InsertAsync(new Silent(), CancellationToken.None));
        await door.RemoveAsync().Soon();
    }

    static IPEndPoint FreePort()
    {
        using var probe = new TcpListener(AnyPort);
        probe.Start();
        return (IPEndPoint)probe.LocalEndpoint;
    }

    sealed class Silent : ICard
    {
        public ReadOnlySpan<byte> AnswerToReset => [0x3B, 0x80];

        public void Reset()
        {
        }

        public int Transmit(ReadOnlySpan<byte> command, Span<byte> response) => throw new InvalidOperationException("Nobody asks it anything.");
    }
}
