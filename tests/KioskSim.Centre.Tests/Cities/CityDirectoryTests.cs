using KioskSim.Centre.Cities;
using KioskSim.Centre.Tests.Fixtures;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace KioskSim.Centre.Tests.Cities;

public sealed class CityDirectoryTests
{
    const string Wakabadai = "482013";
    const string Shiosaki = "482021";
    const string Kamahara = "482030";

    static readonly TimeSpan Age = TimeSpan.FromSeconds(60);

    readonly ManualTime _clock = new(JpkiCentre.Noon);
    readonly CallRecord _calls = new();
    readonly FakeServer _one;
    readonly FakeServer _two;
    readonly CityDirectory _directory;

    public CityDirectoryTests()
    {
        (_one, _two) = (new FakeServer(_calls, Kamahara, Wakabadai), new FakeServer(_calls, Shiosaki));
        _directory = new CityDirectory([_one.Client, _two.Client], _clock, Age, NullLogger<CityDirectory>.Instance);
    }

    [Fact]
    public async Task The_cities_of_all_servers_are_listed_by_code() => Assert.Equal([Wakabadai, Shiosaki, Kamahara], await ListAsync());

    [Fact]
    public async Task Each_city_is_found_at_the_server_that_named_it_001_44()
    {
        Assert.Same(_one.Client, await FindAsync(Kamahara));
        Assert.Same(_two.Client, await FindAsync(Shiosaki));
    }

    [Fact]
    public async Task A_server_that_falls_silent_keeps_its_cities_on_the_list()
    {
        await ListAsync();
        _one.Silent = true;
        _clock.Now += Age;
        Assert.Equal([Wakabadai, Shiosaki, Kamahara], await ListAsync());
        Assert.Same(_one.Client, await FindAsync(Wakabadai));
    }

    [Fact]
    public async Task A_city_that_its_server_names_no_more_leaves_the_list_and_the_others_stay()
    {
        await ListAsync();
        _one.Cities = [Wakabadai];
        _clock.Now += Age;
        Assert.Equal([Wakabadai, Shiosaki], await ListAsync());
        Assert.Equal(FlowErrorCode.MunicipalityUnknown, await RefusalAsync(Kamahara));
    }

    [Fact]
    public async Task A_city_that_moves_to_another_server_is_found_there()
    {
        await ListAsync();
        (_one.Cities, _two.Cities) = ([Wakabadai], [Shiosaki, Kamahara]);
        _clock.Now += Age;
        Assert.Equal([Wakabadai, Shiosaki, Kamahara], await ListAsync());
        Assert.Same(_two.Client, await FindAsync(Kamahara));
    }

    [Fact]
    public async Task A_city_that_another_server_names_as_well_stays_where_it_was_001_44()
    {
        await ListAsync();
        _one.Cities = [Kamahara, Wakabadai, Shiosaki];
        _clock.Now += Age;
        Assert.Equal([Wakabadai, Shiosaki, Kamahara], await ListAsync());
        Assert.Same(_two.Client, await FindAsync(Shiosaki));

        _two.Silent = true; // and is not taken over because its own does not answer
        _clock.Now += Age;
        Assert.Equal([Wakabadai, Shiosaki, Kamahara], await ListAsync());
        Assert.Same(_two.Client, await FindAsync(Shiosaki));
    }

    [Fact]
    public async Task Servers_are_asked_again_only_when_what_they_said_is_old()
    {
        await ListAsync();
        _clock.Now += Age - TimeSpan.FromTicks(1);
        await ListAsync();
        await FindAsync(Wakabadai);
        Assert.Equal(["Describe", "Describe"], _calls.Names);
        _clock.Now += TimeSpan.FromTicks(1);
        await ListAsync();
        Assert.Equal(4, _calls.Names.Count);
    }

    [Fact]
    public async Task A_city_that_is_not_known_yet_is_asked_for_at_once()
    {
        await ListAsync();
        Assert.Equal(FlowErrorCode.MunicipalityUnknown, await RefusalAsync("482048"));
        _two.Cities = [Shiosaki, "482048"];
        Assert.Same(_two.Client, await FindAsync("482048"));
    }

    [Fact]
    public async Task While_a_server_has_never_answered_no_city_is_called_unknown_and_it_is_asked_again_soon()
    {
        _two.Silent = true;
        Assert.Equal([Wakabadai, Kamahara], await ListAsync());
        Assert.Equal(FlowErrorCode.CityUnreachable, await RefusalAsync(Shiosaki));
        Assert.False((await _directory.ListAsync(CancellationToken.None)).Complete);

        _two.Silent = false;
        Assert.Equal([Wakabadai, Kamahara], await ListAsync());
        _clock.Now += TimeSpan.FromSeconds(1);
        Assert.Equal([Wakabadai, Shiosaki, Kamahara], await ListAsync());
        Assert.True((await _directory.ListAsync(CancellationToken.None)).Complete);
        Assert.Equal(FlowErrorCode.MunicipalityUnknown, await RefusalAsync("482048"));
    }

    [Fact]
    public async Task A_server_that_has_suspended_something_is_asked_again_soon_and_no_other_is_001_48()
    {
        _one.Suspends = true;
        await ListAsync();
        _one.Suspends = false;
        _clock.Now += TimeSpan.FromSeconds(1) - TimeSpan.FromTicks(1);
        await ListAsync();
        Assert.Equal(2, _calls.Names.Count);

        _clock.Now += TimeSpan.FromTicks(1);
        Assert.DoesNotContain((await _directory.ListAsync(CancellationToken.None)).Municipalities, m => m.Offers.Any(o => o.Suspended));
        Assert.Equal(3, _calls.Names.Count);
        _clock.Now += TimeSpan.FromSeconds(1);
        await ListAsync();
        Assert.Equal(3, _calls.Names.Count);
    }

    [Fact]
    public async Task One_that_falls_silent_with_something_suspended_keeps_nobody_waiting_each_second()
    {
        _one.Suspends = true;
        await ListAsync();
        _one.Silent = true;
        _clock.Now += TimeSpan.FromSeconds(1);
        await ListAsync();
        _clock.Now += TimeSpan.FromSeconds(1);
        await ListAsync();
        Assert.Equal(3, _calls.Names.Count);
    }

    [Fact]
    public async Task A_server_that_names_nonsense_is_passed_over_and_the_others_are_listed()
    {
        _one.Cities = [Wakabadai, "482014"];
        Assert.Equal([Shiosaki], await ListAsync());
    }

    async Task<IEnumerable<string>> ListAsync() => (await _directory.ListAsync(CancellationToken.None)).Municipalities.Select(m => m.Code);

    Task<Contracts.Lgwan.IssuanceServer.IssuanceServerClient> FindAsync(string code) =>
        _directory.FindAsync(new MunicipalityCode(code), CancellationToken.None);

    async Task<FlowErrorCode> RefusalAsync(string code) => (await Assert.ThrowsAsync<FlowException>(() => FindAsync(code))).Code;
}
