using System.Buffers.Binary;
using System.Net.Sockets;

namespace KioskSim.Card.Tests;

/// <summary>The other end of a vpcd connection, written without the code it tests.</summary>
sealed class VpcdPeer(Socket socket) : IDisposable
{
    public void Send(ReadOnlySpan<byte> body)
    {
        var message = new byte[2 + body.Length];
        BinaryPrimitives.WriteUInt16BigEndian(message, (ushort)body.Length);
        body.CopyTo(message.AsSpan(2));
        socket.Send(message);
    }

    public void SendRaw(string hex) => socket.Send(Convert.FromHexString(hex));

    public async Task<byte[]> ReceiveAsync() =>
        await ReceiveAsync(BinaryPrimitives.ReadUInt16BigEndian(await ReceiveAsync(2)));

    async Task<byte[]> ReceiveAsync(int length)
    {
        var bytes = new byte[length];
        for (var read = 0; read < length;)
        {
            var more = await socket.ReceiveAsync(bytes.AsMemory(read));
            Assert.NotEqual(0, more);
            read += more;
        }

        return bytes;
    }

    public void Dispose() => socket.Dispose();
}
