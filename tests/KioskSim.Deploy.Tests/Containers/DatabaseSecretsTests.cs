using System.Data.Common;
using System.Text;
using KioskSim.Cluster.Containers;
using KioskSim.Domain.Randomness;
using KioskSim.Fixtures.Postgres;
using KioskSim.Storage;

namespace KioskSim.Deploy.Tests.Containers;

/// <summary>A database that shows a certificate of its own: it is written to where it is the one that was told of, and nothing of it passes in clear.</summary>
public sealed class DatabaseSecretsTests : IDisposable
{
    const string Schema = "city_x";

#pragma warning disable RS0030 // A certificate is looked at by the machine's own clock.
    static DateTimeOffset Now => TimeProvider.System.GetUtcNow();
#pragma warning restore RS0030

    readonly PostgresServer? _postgres = PostgresServer.Missing is null ? PostgresServer.Start() : null; // its own: what it shows is the whole server's

    [Fact]
    public void Tables_are_made_where_the_server_shows_the_certificate_that_was_told()
    {
        var told = Shown("localhost");
        using var database = Database.OpenAsTold(told, Schema, NoFile);
        database.Migrate(["CREATE TABLE word (text TEXT NOT NULL)"]);
        Assert.Equal(["TLSv1.3"], _postgres!.Ask("SELECT DISTINCT version FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = 'KioskSim'"));
    }

    [Fact]
    public void And_not_where_it_shows_another_of_the_same_name()
    {
        Shown("localhost");
        using var other = Database.OpenAsTold(Told(new DatabaseSecrets("localhost", Now, Entropy.Secure)), Schema, NoFile);
        AssertRefused(other);
    }

    [Fact]
    public void Nor_where_the_certificate_is_of_another_name()
    {
        using var elsewhere = Database.OpenAsTold(Shown("city-postgres"), Schema, NoFile);
        AssertRefused(elsewhere);
    }

    [Fact]
    public void What_is_no_certificate_is_said_so()
    {
        var error = Assert.Throws<InvalidDataException>(() => Database.OpenAsTold("Host=localhost\nnot a certificate"u8.ToArray(), Schema, NoFile));
        Assert.Contains("no certificate", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _postgres?.Dispose();

    /// <summary>Lets the server show a certificate of that name from now on.</summary>
    /// <returns>What is told to who has tables in it.</returns>
    byte[] Shown(string name)
    {
        Assert.SkipWhen(_postgres is null, PostgresServer.Missing ?? "");
        var secrets = new DatabaseSecrets(name, Now, Entropy.Secure);
        var folder = Directory.CreateTempSubdirectory("kiosksim-tls-").FullName;
        try
        {
            secrets.Save(folder, UnixFileMode.UserRead);
            var identity = File.ReadAllText(Path.Combine(folder, ContainerMap.IdentityOf(name)));
            // The server's own hand writes the file, which nobody else may read.
            _postgres.Ask($"COPY (SELECT 1) TO PROGRAM 'umask 077; cat > identity.pem << END\n{identity}END'");
            _postgres.Ask("ALTER SYSTEM SET ssl_cert_file = 'identity.pem'");
            _postgres.Ask("ALTER SYSTEM SET ssl_key_file = 'identity.pem'");
            _postgres.Ask("ALTER SYSTEM SET ssl_min_protocol_version = 'TLSv1.3'");
            _postgres.Ask("ALTER SYSTEM SET ssl = on");
            _postgres.Ask("SELECT pg_reload_conf()");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return Told(secrets);
    }

    // As the kit tells it, but for the login, the name and the port of this server.
    byte[] Told(DatabaseSecrets secrets)
    {
        var lines = secrets.Told.Split('\n', 2);
        var here = new DbConnectionStringBuilder { ConnectionString = _postgres!.ConnectionString };
        here["Host"] = "localhost";
        var told = new DbConnectionStringBuilder { ConnectionString = lines[0] };
        foreach (string key in here.Keys)
            told[key] = here[key];
        return Encoding.UTF8.GetBytes($"{told.ConnectionString}\n{lines[1]}");
    }

    static void AssertRefused(Database database) => Assert.Contains(
        "certificate", Assert.ThrowsAny<DbException>(() => database.Migrate(["CREATE TABLE word (text TEXT NOT NULL)"])).ToString(), StringComparison.OrdinalIgnoreCase);

    static string NoFile() => throw new InvalidOperationException("Nobody asked for a file.");
}
