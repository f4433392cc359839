-- The health of Generators, SyntheticDatasets and their versions, by the conditions that they all have:
--   Stalled is True                 Degraded: it needs somebody
--   Ready is True                   Healthy
--   Ready for the reason Suspended  Suspended
--   anything else                   Progressing
-- A status that tells of an older spec says nothing of this one: Progressing.
local hs = { status = "Progressing", message = "Waiting for the operator" }
local status = obj.status
if status == nil or status.conditions == nil then
  return hs
end
if status.observedGeneration ~= nil and status.observedGeneration ~= obj.metadata.generation then
  return hs
end
local conditions = {}
for _, condition in ipairs(status.conditions) do
  conditions[condition.type] = condition
end
local ready = conditions["Ready"]
local stalled = conditions["Stalled"]
if stalled ~= nil and stalled.status == "True" then
  hs.status = "Degraded"
  hs.message = stalled.message
elseif ready ~= nil then
  hs.message = ready.message
  if ready.status == "True" then
    hs.status = "Healthy"
  elseif ready.reason == "Suspended" then
    hs.status = "Suspended"
  end
end
return hs
