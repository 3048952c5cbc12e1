using System.Buffers.Binary;
using System.Net.Sockets;

namespace KioskSim.Card.Vpcd;

/// <summary>
/// The protocol of vsmartcard's vpcd: the reader listens, the card connects, the reader speaks first. A message is a length in two
/// bytes, big-endian, and a body; a body of one byte is a control, a longer one a command APDU.
/// </summary>
static class VpcdWire
{
    public const byte PowerOff = 0;
    public const byte PowerOn = 1;
    public const byte Reset = 2;

    /// <summary>The only control that is answered.</summary>
    public const byte GetAnswerToReset = 4;

    public const int LongestBody = ushort.MaxValue;
    const int HeaderSize = sizeof(ushort);

    /// <summary>Sends straight from the caller's bytes: a PIN among them is copied nowhere in this process.</summary>
    /// <exception cref="SocketException">The other side is gone.</exception>
    public static void Send(Socket socket, ReadOnlySpan<byte> body)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        BinaryPrimitives.WriteUInt16BigEndian(header, checked((ushort)body.Length));
        SendAll(socket, header);
        SendAll(socket, body);
    }

    /// <returns>The body's length in the buffer; 0 when the other side closed, or sent an empty message, which no side may.</returns>
    /// <exception cref="SocketException">The connection broke.</exception>
    public static async ValueTask<int> ReceiveAsync(Socket socket, Memory<byte> buffer, CancellationToken cancel)
    {
        if (!await FillAsync(socket, buffer[..HeaderSize], cancel))
            return 0;
        int length = BinaryPrimitives.ReadUInt16BigEndian(buffer.Span);
        return await FillAsync(socket, buffer[..length], cancel) ? length : 0;
    }

    static void SendAll(Socket socket, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[socket.Send(bytes)..];
    }

    static async ValueTask<bool> FillAsync(Socket socket, Memory<byte> buffer, CancellationToken cancel)
    {
        while (!buffer.IsEmpty)
        {
            AcknowledgeAtOnce(socket);
            var read = await socket.ReceiveAsync(buffer, cancel);
            if (read == 0)
                return false;
            buffer = buffer[read..];
        }

        return true;
    }

    // vpcd writes header and body apart and leaves Nagle's algorithm on: without a quick acknowledgement each command waits 40 ms.
    // Linux forgets the option, so it is set before every read.
    static void AcknowledgeAtOnce(Socket socket)
    {
        const int tcp = 6, quickAck = 12;
        ReadOnlySpan<byte> on = [1, 0, 0, 0];
        if (OperatingSystem.IsLinux())
            socket.SetRawSocketOption(tcp, quickAck, on);
    }
}
