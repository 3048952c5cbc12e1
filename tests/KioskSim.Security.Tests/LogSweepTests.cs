using System.Collections.Concurrent;
using System.Diagnostics;
using KioskSim.Cluster;
using System.Text;
using KioskSim.Cluster.Citizens;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using KioskSim.Testing;
using Microsoft.Extensions.Logging;

namespace KioskSim.Security.Tests;

/// <summary>Everything that all services log and trace at the finest level, searched for what belongs to the people who came.</summary>
public sealed class LogSweepTests
{
    static readonly string[] Visitors =
        ["usable", "difficult-name", "foreign", "large-household", "seal", "revoked", "on-hold", "expired", "protected", "moving", "moved-out"];

    [Fact]
    public async Task No_name_address_number_or_PIN_is_in_any_log_or_trace_000_39_002_09() =>
        Assert.True(await SweepAsync(ClusterOptions.UsualTime, TestCities.OwnServer, Visitors) > 50);

    [Fact]
    public async Task Nor_is_the_number_of_a_resident_basic_card_001_41() =>
        Assert.True(await SweepAsync(ClusterOptions.UsualTime.AddYears(-1).AddDays(13), TestCities.Shared, ["juki", "juki-returned", "juki-expired"]) > 10);

    /// <returns>How many secrets were looked for.</returns>
    static async Task<int> SweepAsync(DateTimeOffset time, MunicipalityCode city, string[] visitors)
    {
        using var log = new Everything();
        using var traces = new EveryTag();
        await using var cluster = await KioskSimCluster.StartAsync(new KioskSimCluster { Log = log, Time = time });
        var secrets = new HashSet<string>(StringComparer.Ordinal);
        foreach (var trait in visitors)
        {
            var errand = await cluster.ErrandAsync(
                trait, city, kind: trait == "seal" ? CertificateKind.SealRegistration : CertificateKind.ResidentRecord,
                items: trait == "seal" ? CertificateOptions.None : CertificateOptions.WholeHousehold | CertificateOptions.IndividualNumber);
            Collect(cluster, errand, secrets);
            await cluster.RunAsync(errand);
            var wrong = errand.Pin == "0000" ? "1111" : "0000";
            await cluster.RunAsync(errand with { Pin = wrong });
        }

        Assert.NotEmpty(log.Texts);
        Assert.NotEmpty(traces.Values);
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(log.Texts, text => text.Contains(secret, StringComparison.Ordinal));
            Assert.DoesNotContain(traces.Values, text => text.Contains(secret, StringComparison.Ordinal));
        }

        return secrets.Count;
    }

    [Fact]
    public async Task No_new_PIN_is_in_any_log_or_trace_000_34_000_39()
    {
        const string marker = "K7QX2ZW9V4MB8TJ3";
        using var log = new Everything();
        using var traces = new EveryTag();
        await using var cluster = await KioskSimCluster.StartAsync(new KioskSimCluster { Log = log });
        var errand = await cluster.ErrandAsync();
        var wallet = cluster.Services.Wallet;
        await cluster.Services.OpenPhone().ReserveAsync(
            await wallet.TakeOutWholeAsync(errand.Home, errand.Resident, default), CardPinKind.Signing, Encoding.ASCII.GetBytes(errand.Pin), default);
        using (var citizen = cluster.CitizenAt())
            Assert.Null(await citizen.RunAsync(new PinResetErrand(errand.Home, errand.Resident, marker), default));

        Assert.Contains(traces.Values, text => text.StartsWith("SetPin ", StringComparison.Ordinal));
        string[] secrets = [marker, await wallet.RememberSigningPinAsync(errand.Home, errand.Resident, default), $"={errand.Pin};"];
        Assert.DoesNotContain(log.Texts.Concat(traces.Values), text => secrets.Any(s => text.Contains(s, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_sweep_finds_what_is_there()
    {
        using var log = new Everything();
        log.CreateLogger("marker").LogInformation("{Name} came", "葦原　太郎");
        Assert.Contains(log.Texts, text => text.Contains("葦原　太郎", StringComparison.Ordinal));
    }

    // A four-digit PIN may stand in a port number by chance; where it would be logged it stands alone, as a value of its own.
    static void Collect(KioskSimCluster cluster, Errand errand, HashSet<string> secrets)
    {
        var register = cluster.Services.World.Register(errand.City);
        var household = register.Find(register.Find(new ResidentId(long.Parse(errand.Resident)))!.Household)!;
        secrets.Add(household.Address);
        secrets.Add($"={errand.Pin};");
        foreach (var member in household.Members)
        {
            secrets.UnionWith([member.Name.Text, member.IndividualNumber.Reveal(), $"{member.BirthDate:yyyy-MM-dd}"]);
            if (member.Name.Kana.Length > 0)
                secrets.Add(member.Name.Kana);
            if (member.Foreign is { } foreign)
                secrets.Add(foreign.RomanName);
            secrets.UnionWith(register.JukiCardsOf(member.Id).Select(c => $"{c.Number.Value}"));
        }
    }

    sealed class Everything : ILoggerFactory, ILogger
    {
        // Of HTTP/2: four digits by chance, and never a PIN.
        const string FrameLength = "length";

        public ConcurrentBag<string> Texts { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Texts.Add($"{formatter(state, exception)} {exception}");
            if (state is IEnumerable<KeyValuePair<string, object?>> values)
                Texts.Add(string.Concat(values.Where(v => v.Key != FrameLength).Select(v => $"{v.Key}={v.Value};")));
        }

        public void Dispose()
        {
        }
    }

    sealed class EveryTag : IDisposable
    {
        readonly ActivityListener _listener;

        public ConcurrentBag<string> Values { get; } = [];

        public EveryTag()
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = _ => true,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = activity => Values.Add(
                    $"{activity.DisplayName} {string.Concat(activity.TagObjects.Select(t => $"{t.Key}={t.Value};"))} {string.Concat(activity.Events.Select(e => e.Name))}"),
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public void Dispose() => _listener.Dispose();
    }
}
