using KioskSim.Fixtures;

namespace KioskSim.Deploy.Tests.Dashboards;

/// <summary>Grafana's published types of a dashboard (npm @grafana/schema), which the compiler of TypeScript holds a file against.</summary>
static class GrafanaTypes
{
    public static IReadOnlyList<string> ErrorsOf(IEnumerable<string> dashboards)
    {
        var (types, compiler) = (NodeModules.Find("@grafana/schema"), NodeModules.Find("typescript"));
        var folder = Directory.CreateTempSubdirectory("kiosksim-grafana-");
        try
        {
            // A dashboard as a literal: every field is looked at, and one that the type does not know is an error.
            var declared = dashboards.Select((d, i) => $"export const dashboard{i}: Dashboard = {d};\n");
            File.WriteAllText(Path.Combine(folder.FullName, "dashboards.ts"), $"import type {{ Dashboard }} from '{types}';\n{string.Concat(declared)}");
            string[] arguments = [Path.Combine(compiler, "bin", "tsc"), "--noEmit", "--strict", "--skipLibCheck", "--moduleResolution", "bundler", "--module", "esnext", "--target", "esnext", "dashboards.ts"];
            var run = ForeignProgram.Run("nodejs", "node", arguments, folder.FullName);
            return [.. run.Text.Split('\n').Where(l => l.Contains("error TS", StringComparison.Ordinal))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
