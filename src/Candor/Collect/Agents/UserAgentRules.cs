using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Candor.Collect.Agents;

/// <summary>
/// The browser and system rules of uap-core, first match wins as its specification says. Its device rules are left out:
/// they name makers and models, which nobody needs in order to count phones (<see cref="DeviceKind"/>).
/// </summary>
sealed class UserAgentRules
{
    readonly AgentRule[] browsers;
    readonly AgentRule[] systems;

    UserAgentRules(AgentRule[] browsers, AgentRule[] systems) => (this.browsers, this.systems) = (browsers, systems);

    public static UserAgentRules Load(string path)
    {
        using var file = File.OpenText(path);
        var yaml = new YamlStream();
        yaml.Load(file);
        var root = (YamlMappingNode)yaml.Documents[0].RootNode;
        return new UserAgentRules(Rules(root, "user_agent_parsers", "family_replacement"), Rules(root, "os_parsers", "os_replacement"));
    }

    public string Browser(string userAgent) => First(browsers, userAgent);

    public string Os(string userAgent) => First(systems, userAgent);

    internal IEnumerable<AgentRule> All => browsers.Concat(systems);

    static string First(AgentRule[] rules, string userAgent)
    {
        foreach (var rule in rules)
        {
            try
            {
                if (rule.CouldMatch(userAgent) && rule.Match(userAgent) is { } family)
                    return family;
            }
            catch (RegexMatchTimeoutException)
            {
                // A user agent made to be slow is not worth a name.
                return "";
            }
        }
        return "";
    }

    static AgentRule[] Rules(YamlMappingNode root, string section, string replacement) =>
        [.. ((YamlSequenceNode)root[section]).Cast<YamlMappingNode>().Select(rule => new AgentRule(Text(rule, "regex")!, Text(rule, replacement)))];

    static string? Text(YamlMappingNode rule, string key) => rule.Children.TryGetValue(new YamlScalarNode(key), out var value) ? ((YamlScalarNode)value).Value : null;
}
