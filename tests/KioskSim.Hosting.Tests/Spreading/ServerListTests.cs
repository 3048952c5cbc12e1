using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using KioskSim.Hosting.Spreading;

namespace KioskSim.Hosting.Tests.Spreading;

/// <summary>Whose turn it is, who is left out and for how long, and what a name stands for.</summary>
public sealed class ServerListTests
{
    static readonly IPEndPoint[] Three = [At(1), At(2), At(3)];

    readonly ManualTime _clock = new(new DateTimeOffset(2026, 11, 18, 10, 0, 0, TimeSpan.FromHours(9)));

    [Fact]
    public async Task Each_has_its_turn_and_callers_begin_where_they_are_told()
    {
        Assert.Equal([1, 2, 3, 1, 2, 3], await TurnsAsync(List(Three), 6));
        Assert.Equal([3, 1, 2], await TurnsAsync(List(Three, first: 2), 3));
    }

    [Fact]
    public async Task Who_did_not_take_a_call_is_left_out_for_a_second_and_then_tried_by_one_call_alone()
    {
        var list = List(Three);
        var second = (await NextAsync(list, skip: 1))!;
        second.LeaveOut();

        Assert.DoesNotContain(2, await TurnsAsync(list, 9));
        _clock.Advance(Server.Rest);
        Assert.Single(await TurnsAsync(list, 9), turn => turn == 2);

        second.Took();
        Assert.Equal(3, (await TurnsAsync(list, 9)).Count(turn => turn == 2));
    }

    [Fact]
    public async Task When_all_are_left_out_one_is_asked_all_the_same()
    {
        var list = List(Three);
        for (var i = 0; i < 3; i++)
            (await NextAsync(list))!.LeaveOut();
        Assert.NotNull(await list.NextAsync([], CancellationToken.None));
    }

    [Fact]
    public async Task Who_was_tried_for_a_call_is_not_asked_again_for_it()
    {
        var list = List(Three);
        var tried = new List<Server>();
        while (await list.NextAsync(tried, CancellationToken.None) is { } server)
            tried.Add(server);
        Assert.Equal([1, 2, 3], tried.Select(Number).Order());
    }

    [Fact]
    public async Task A_name_is_looked_up_again_after_five_seconds_of_use_and_not_before()
    {
        var names = new Names([1]);
        var list = names.List(_clock);
        Assert.Equal([1, 1], await TurnsAsync(list, 2));

        names.Now = [1, 2];
        _clock.Advance(ServerList.NamesAge - TimeSpan.FromMilliseconds(1));
        Assert.Equal([1, 1], await TurnsAsync(list, 2));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await NextAsync(list); // who comes first does not wait for it
        Assert.Equal([1, 2], (await TurnsAsync(list, 2)).Order());
        Assert.Equal(2, names.Asked);
    }

    [Fact]
    public async Task A_name_is_looked_up_at_once_when_a_server_did_not_take_a_call()
    {
        var names = new Names([1]);
        var list = names.List(_clock);
        var gone = (await NextAsync(list))!;
        names.Now = [2];
        _clock.Advance(TimeSpan.FromTicks(1));

        gone.LeaveOut();
        Assert.Equal(2, Number((await list.NextAsync([gone], CancellationToken.None))!));
    }

    [Fact]
    public async Task A_name_that_cannot_be_looked_up_stands_for_what_it_stood_for()
    {
        var names = new Names([1, 2]);
        var list = names.List(_clock);
        await NextAsync(list);
        names.Now = null;
        _clock.Advance(ServerList.NamesAge);
        Assert.Equal([1, 2], (await TurnsAsync(list, 2)).Order());
    }

    [Fact]
    public async Task A_name_that_nobody_knows_has_no_server_until_somebody_does()
    {
        var names = new Names(null);
        var list = names.List(_clock);
        Assert.Null(await NextAsync(list));
        _clock.Advance(TimeSpan.FromTicks(1));
        names.Now = [1];
        Assert.Equal(1, Number((await NextAsync(list))!));
    }

    [Fact]
    public async Task A_server_that_is_there_again_is_the_same_as_before()
    {
        var names = new Names([1]);
        var list = names.List(_clock);
        var before = await NextAsync(list);
        foreach (var then in (int[][])[[2], [1]])
        {
            names.Now = then;
            _clock.Advance(ServerList.NamesAge);
            await NextAsync(list);
        }

        Assert.Same(before, await NextAsync(list));
    }

    ServerList List(IReadOnlyList<EndPoint> addresses, int first = 0) =>
        new(addresses, (_, _) => throw new InvalidOperationException("no names here"), _ => new Nowhere(), _clock, first);

    static async Task<Server?> NextAsync(ServerList list, int skip = 0)
    {
        for (; skip > 0; skip--)
            await list.NextAsync([], CancellationToken.None);
        return await list.NextAsync([], CancellationToken.None);
    }

    static async Task<IReadOnlyList<int>> TurnsAsync(ServerList list, int count)
    {
        var turns = new List<int>();
        while (turns.Count < count)
            turns.Add(Number((await list.NextAsync([], CancellationToken.None))!));
        return turns;
    }

    static IPEndPoint At(int number) => new(new IPAddress([10, 0, 0, (byte)number]), 7001);

    static int Number(Server server) => server.Address.Address.GetAddressBytes()[3];

    /// <summary>What stands behind a name; null: the name cannot be looked up.</summary>
    sealed class Names(int[]? now)
    {
        public int[]? Now { get; set; } = now;

        public int Asked { get; private set; }

        public ServerList List(TimeProvider clock) => new([new DnsEndPoint("centre", 7001)], LookUpAsync, _ => new Nowhere(), clock);

        Task<IPAddress[]> LookUpAsync(string name, CancellationToken stop)
        {
            Asked++;
            return Now is null ? Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound)) : Task.FromResult<IPAddress[]>([.. Now.Select(n => At(n).Address)]);
        }
    }

    sealed class Nowhere : OnlyUnary
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
            throw new NotSupportedException();
    }
}
