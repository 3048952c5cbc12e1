using Google.Protobuf;
using Grpc.Core;
using KioskSim.Rpc.Tests.Hosting;
using KioskSim.Rpc.Tests.Protos;

namespace KioskSim.Rpc.Tests.Features;

public sealed class FourShapesTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task All_four_shapes_of_call_work_in_plaintext_and_over_mutual_tls(bool tls)
    {
        using var authority = tls ? new TestAuthority() : null;
        await using var host = await RpcHost.StartAsync(authority);
        var client = host.Client();

        var single = await client.UnaryCallAsync(new SimpleRequest { ResponseSize = 100, FillUsername = true });
        Assert.Equal(100, single.Payload.Body.Length);
        Assert.Equal(tls ? TestAuthority.ClientName : "", single.Username);

        using var upload = client.StreamingInputCall();
        var part = new StreamingInputCallRequest { Payload = new() { Body = ByteString.CopyFrom(new byte[10]) } };
        for (var i = 0; i < 3; i++)
            await upload.RequestStream.WriteAsync(part);
        await upload.RequestStream.CompleteAsync();
        Assert.Equal(30, (await upload).AggregatedPayloadSize);

        ResponseParameters[] wanted = [new() { Size = 1 }, new() { Size = 2 }];
        using var download = client.StreamingOutputCall(new() { ResponseParameters = { wanted } });
        var sizes = new List<int>();
        await foreach (var response in download.ResponseStream.ReadAllAsync())
            sizes.Add(response.Payload.Body.Length);
        Assert.Equal([1, 2], sizes);

        using var duplex = client.FullDuplexCall();
        for (var size = 1; size < 4; size++)
        {
            await duplex.RequestStream.WriteAsync(new() { ResponseParameters = { new ResponseParameters { Size = size } } });
            Assert.True(await duplex.ResponseStream.MoveNext());
            Assert.Equal(size, duplex.ResponseStream.Current.Payload.Body.Length);
        }
        await duplex.RequestStream.CompleteAsync();
        Assert.False(await duplex.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.OK, duplex.GetStatus().StatusCode);
        Assert.Empty(host.Log.Errors);
    }
}
