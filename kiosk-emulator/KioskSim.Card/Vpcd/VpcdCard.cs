using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace KioskSim.Card.Vpcd;

/// <summary>The card's side of vpcd: lays a card into a reader of another process, be it a kiosk's or pcscd's.</summary>
public static class VpcdCard
{
    /// <summary>Port of the first slot of pcscd's virtual reader.</summary>
    public const int DefaultPort = 0x8C7B;

    /// <summary>Connects, which inserts the card, and answers until the reader closes or the card is taken away.</summary>
    /// <param name="remove">Takes the card away.</param>
    /// <exception cref="SocketException">There is no reader.</exception>
    public static async Task ServeAsync(ICard card, EndPoint reader, CancellationToken remove = default)
    {
        try
        {
            await await InsertAsync(card, reader, remove);
        }
        catch (OperationCanceledException) when (remove.IsCancellationRequested)
        {
            // Taken away before it lay there.
        }
    }

    /// <summary>Connects, which inserts the card.</summary>
    /// <param name="remove">Takes the card away.</param>
    /// <returns>The stay in the reader: it ends when the reader closes or the card is taken away.</returns>
    /// <exception cref="SocketException">There is no reader.</exception>
    /// <exception cref="OperationCanceledException">Taken away before it lay there.</exception>
    public static async Task<Task> InsertAsync(ICard card, EndPoint reader, CancellationToken remove)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(reader, remove);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        return StayAsync(card, socket, remove);
    }

    static async Task StayAsync(ICard card, Socket socket, CancellationToken remove)
    {
        try
        {
            await AnswerAsync(card, socket, remove);
        }
        catch (OperationCanceledException) when (remove.IsCancellationRequested)
        {
            // Taken away.
        }
        finally
        {
            socket.Dispose();
            card.Reset();
        }
    }

    static async Task AnswerAsync(ICard card, Socket socket, CancellationToken remove)
    {
        var command = new byte[VpcdWire.LongestBody];
        var response = new byte[VpcdWire.LongestBody];
        try
        {
            while (await VpcdWire.ReceiveAsync(socket, command, remove) is > 0 and var length)
            {
                Answer(card, socket, command.AsSpan(0, length), response);
                CryptographicOperations.ZeroMemory(command.AsSpan(0, length));
            }
        }
        catch (SocketException)
        {
            // The reader is gone without a word, which is the same as one that closed.
        }
    }

    static void Answer(ICard card, Socket socket, ReadOnlySpan<byte> body, Span<byte> response)
    {
        if (body.Length > 1)
            VpcdWire.Send(socket, response[..card.Transmit(body, response)]);
        else if (body[0] == VpcdWire.GetAnswerToReset)
            VpcdWire.Send(socket, card.AnswerToReset);
        else
            card.Reset();
    }
}
