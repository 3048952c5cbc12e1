using System.Net.Sockets;
using KioskSim.Card.Slots;
using KioskSim.Domain.Errors;

namespace KioskSim.Card.Vpcd;

/// <summary>A card at the other end of a connection, as the reader sees it.</summary>
sealed class RemoteCard(Socket socket, TimeProvider time, TimeSpan patience) : ICard, IDisposable
{
    readonly SemaphoreSlim _answered = new(0);
    byte[] _answerToReset = [];
    byte[]? _answer;
    bool _asked;

    public ReadOnlySpan<byte> AnswerToReset => _answerToReset;

    /// <summary>Powers the card, lays it into <paramref name="slot"/> and keeps it there until the connection ends.</summary>
    /// <exception cref="SocketException">The connection broke.</exception>
    /// <exception cref="OperationCanceledException">Closed from here, or no card answered the greeting in time.</exception>
    public async Task StayAsync(LocalSlot slot, CancellationToken cancel)
    {
        socket.NoDelay = true;
        socket.SendTimeout = (int)patience.TotalMilliseconds;
        var buffer = new byte[VpcdWire.LongestBody];
        await GreetAsync(buffer, cancel);
        slot.Insert(this);
        try
        {
            // Reading all the time, not only when an answer is due, is what notices that the card was pulled.
            while (await VpcdWire.ReceiveAsync(socket, buffer, cancel) is > 0 and var length && Interlocked.Exchange(ref _asked, false))
                Deliver(buffer.AsSpan(0, length).ToArray());
        }
        finally
        {
            Deliver(null);
            slot.Remove();
        }
    }

    public int Transmit(ReadOnlySpan<byte> command, Span<byte> response)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(command.Length, 2); // One byte alone would be a control.
        using var late = new CancellationTokenSource(patience, time);
        Interlocked.Exchange(ref _asked, true);
        TrySend(command);
        var answer = WaitForAnswer(late.Token) ?? throw new FlowException(FlowErrorCode.CardRemoved);
        if (answer.Length < Apdu.StatusWord.Size || answer.Length > response.Length)
            throw new FlowException(FlowErrorCode.CardUnreadable, "the answer has an impossible length");
        answer.CopyTo(response);
        return answer.Length;
    }

    public void Reset() => TrySend([VpcdWire.Reset]);

    async Task GreetAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        VpcdWire.Send(socket, [VpcdWire.PowerOn]);
        VpcdWire.Send(socket, [VpcdWire.GetAnswerToReset]);
        var length = await VpcdWire.ReceiveAsync(socket, buffer, either.Token);
        if (length == 0)
            throw new SocketException((int)SocketError.ConnectionReset);
        _answerToReset = buffer[..length].ToArray();
    }

    // A broken connection is noticed, and reported, by the reading side.
    void TrySend(ReadOnlySpan<byte> body)
    {
        try
        {
            VpcdWire.Send(socket, body);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
        }
    }

    void TryShutdown()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
        }
    }

    byte[]? WaitForAnswer(CancellationToken late)
    {
        try
        {
            _answered.Wait(late);
        }
        catch (OperationCanceledException)
        {
            TryShutdown();
            throw new FlowException(FlowErrorCode.CardUnreadable, "the card did not answer in time");
        }

        // Gone is gone: whoever asks next learns it as well.
        if (_answer is null)
            _answered.Release();
        return _answer;
    }

    void Deliver(byte[]? answer)
    {
        _answer = answer;
        _answered.Release();
    }

    public void Dispose()
    {
        TrySend([VpcdWire.PowerOff]);
        socket.Dispose();
    }
}
