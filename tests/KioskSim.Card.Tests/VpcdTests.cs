using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using KioskSim.Card.Reader;
using KioskSim.Card.Vpcd;
using KioskSim.Domain.Errors;
using static KioskSim.Card.Tests.Terminal;

namespace KioskSim.Card.Tests;

/// <summary>A card in one place and its reader in another, over the loopback.</summary>
public sealed class VpcdTests : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly ManualTime _time = new(DateTimeOffset.UnixEpoch);
    readonly VpcdSlot _slot;
    readonly CancellationTokenSource _hand = new();

    public VpcdTests() => _slot = VpcdSlot.Listen(new IPEndPoint(IPAddress.Loopback, 0), _time);

    public async ValueTask DisposeAsync()
    {
        await _hand.CancelAsync();
        await _slot.DisposeAsync();
    }

    [Fact]
    public async Task The_kiosk_uses_a_card_of_another_process_as_its_own()
    {
        var card = TestCards.Card();
        var serving = VpcdCard.ServeAsync(card, _slot.Endpoint, _hand.Token);
        var inserted = await _slot.WaitForCardAsync();
        using (var session = inserted.OpenSession())
        {
            var reader = new JpkiReader(session);
            reader.SelectApplication();
            Assert.Equal(TestCards.UserCertificate, reader.ReadUserCertificate());
            Assert.True(reader.VerifyPin(TestCards.Ascii(TestCards.Pin)).Accepted);
            var digest = SHA256.HashData("apply"u8);
            var signature = new byte[256];
            reader.Sign(digest, signature);
            Assert.True(TestCards.UserKey.VerifyHash(digest, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        }

        using var next = inserted.OpenSession();
        Assert.Equal("6A82", new Terminal(next).Send(SelectUserKey)); // The end of a session resets the card.
        await _hand.CancelAsync();
        await serving;
    }

    [Fact]
    public async Task Taking_the_card_away_is_noticed_between_commands_and_the_next_card_may_come()
    {
        var card = TestCards.Card();
        var serving = VpcdCard.ServeAsync(card, _slot.Endpoint, _hand.Token);
        var first = await _slot.WaitForCardAsync();
        using var session = first.OpenSession();
        await _hand.CancelAsync();
        await serving;
        await Until(first.Removed);
        Assert.Equal(FlowErrorCode.CardRemoved, Assert.Throws<FlowException>(() => new JpkiReader(session).SelectApplication()).Code);

        using var again = new CancellationTokenSource();
        serving = VpcdCard.ServeAsync(card, _slot.Endpoint, again.Token);
        var second = await _slot.WaitForCardAsync();
        Assert.NotSame(first, second);
        await again.CancelAsync();
        await serving;
    }

    [Fact]
    public async Task A_card_taken_away_in_the_middle_of_a_command_is_removed()
    {
        using var peer = await ConnectAsync();
        var inserted = await _slot.WaitForCardAsync();
        using var session = inserted.OpenSession();
        var asking = Task.Run(() => new JpkiReader(session).SelectApplication());
        Assert.Equal(Convert.FromHexString(SelectJpki), await peer.ReceiveAsync());
        peer.Dispose();
        Assert.Equal(FlowErrorCode.CardRemoved, (await Assert.ThrowsAsync<FlowException>(() => asking)).Code);
        await Until(inserted.Removed);
    }

    [Fact]
    public async Task A_card_that_does_not_answer_in_time_is_unreadable_and_put_out()
    {
        using var peer = await ConnectAsync();
        var inserted = await _slot.WaitForCardAsync();
        using var session = inserted.OpenSession();
        var asking = Task.Run(() => new JpkiReader(session).SelectApplication());
        await peer.ReceiveAsync();
        _time.Advance(Patience);
        Assert.Equal(FlowErrorCode.CardUnreadable, (await Assert.ThrowsAsync<FlowException>(() => asking)).Code);
        await Until(inserted.Removed);
    }

    [Theory]
    [InlineData(new byte[] { 0x90 })]
    [InlineData(new byte[] { })]
    public async Task An_answer_that_is_none_ends_the_stay_or_is_unreadable(byte[] answer)
    {
        using var peer = await ConnectAsync();
        using var session = (await _slot.WaitForCardAsync()).OpenSession();
        var asking = Task.Run(() => new JpkiReader(session).SelectApplication());
        await peer.ReceiveAsync();
        peer.Send(answer);
        var refusal = await Assert.ThrowsAsync<FlowException>(() => asking);
        Assert.Equal(answer.Length == 0 ? FlowErrorCode.CardRemoved : FlowErrorCode.CardUnreadable, refusal.Code);
    }

    [Fact]
    public async Task An_answer_longer_than_the_readers_room_is_unreadable()
    {
        using var peer = await ConnectAsync();
        using var session = (await _slot.WaitForCardAsync()).OpenSession();
        var asking = Task.Run(() => new JpkiReader(session).SelectApplication());
        await peer.ReceiveAsync();
        peer.Send(new byte[60_000]);
        Assert.Equal(FlowErrorCode.CardUnreadable, (await Assert.ThrowsAsync<FlowException>(() => asking)).Code);
    }

    [Fact]
    public async Task A_card_that_speaks_unasked_is_put_out()
    {
        using var peer = await ConnectAsync();
        var inserted = await _slot.WaitForCardAsync();
        peer.Send([0x90, 0x00]);
        await Until(inserted.Removed);
    }

    [Fact]
    public async Task A_connection_that_is_no_card_does_not_block_the_slot()
    {
        using var mute = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await mute.ConnectAsync(_slot.Endpoint);
        await _time.ArmedAsync(Patience); // The slot waits for the answer to reset.
        _time.Advance(Patience);
        var card = TestCards.Card();
        var serving = VpcdCard.ServeAsync(card, _slot.Endpoint, _hand.Token);
        Assert.NotNull(await _slot.WaitForCardAsync());
        await _hand.CancelAsync();
        await serving;
    }

    [Fact]
    public async Task Closing_the_slot_puts_the_card_out_and_powers_it_off()
    {
        var card = TestCards.Card();
        var serving = VpcdCard.ServeAsync(card, _slot.Endpoint, _hand.Token);
        var inserted = await _slot.WaitForCardAsync();
        await _slot.DisposeAsync();
        await serving;
        Assert.True(inserted.Removed.IsCancellationRequested);
        Assert.Null(_slot.Current);
    }

    [Fact]
    public async Task Without_a_reader_there_is_an_error()
    {
        var card = TestCards.Card();
        var endpoint = _slot.Endpoint;
        await _slot.DisposeAsync();
        await Assert.ThrowsAsync<SocketException>(() => VpcdCard.ServeAsync(card, endpoint, _hand.Token));
    }

    [Fact]
    public async Task The_card_follows_vpcds_controls_byte_by_byte()
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var card = TestCards.Card();
        var serving = VpcdCard.ServeAsync(card, listener.LocalEndPoint!, _hand.Token);
        using var reader = new VpcdPeer(await listener.AcceptAsync());

        reader.SendRaw("0001" + "01"); // power on
        reader.SendRaw("0001" + "04"); // answer to reset
        Assert.Equal("3BE000FF8131FE4514", Convert.ToHexString(await reader.ReceiveAsync()));
        reader.SendRaw("000F" + SelectJpki);
        Assert.Equal("9000", Convert.ToHexString(await reader.ReceiveAsync()));
        reader.SendRaw("0001" + "02"); // reset: not answered, and the selection is gone
        reader.SendRaw("0007" + SelectUserPin);
        Assert.Equal("6A82", Convert.ToHexString(await reader.ReceiveAsync()));
        reader.SendRaw("0001" + "07"); // no control that vpcd has: not answered either
        reader.SendRaw("0003" + "00A404");
        Assert.Equal("6700", Convert.ToHexString(await reader.ReceiveAsync()));
        reader.SendRaw("0000"); // an empty message ends it
        await serving;
    }

    async Task<VpcdPeer> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(_slot.Endpoint);
        var peer = new VpcdPeer(socket);
        Assert.Equal([1], await peer.ReceiveAsync());
        Assert.Equal([4], await peer.ReceiveAsync());
        peer.Send([0x3B, 0x80]);
        return peer;
    }

    static async Task Until(CancellationToken removed)
    {
        var gone = new TaskCompletionSource();
        await using (removed.Register(gone.SetResult))
            await gone.Task;
    }
}
